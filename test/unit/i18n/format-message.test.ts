import { createTranslator } from 'next-intl';
import { isValidElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import formatMessage from '@/lib/i18n/format-message';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import { icuArguments } from '../../architecture/icu-arguments';
import { flatten } from '../../architecture/message-files';

/** What next-intl hands over at each request: factories of formatters that nobody has used yet. */
const optionsFor = (locale: string) => ({
  locale,
  formatters: {
    getNumberFormat: (...given: ConstructorParameters<typeof Intl.NumberFormat>) =>
      new Intl.NumberFormat(...given),
    getDateTimeFormat: (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
      new Intl.DateTimeFormat(...given),
    getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) =>
      new Intl.PluralRules(...given),
  },
});

const valuesFor = (text: string, count: number) =>
  Object.fromEntries(
    [...icuArguments(text)].map(([name, kind]) => {
      if (kind === 'tag') return [name, (chunks: unknown) => String(chunks)];
      return [name, kind === 'plain' || kind === 'select' ? `${name} & {x}` : count];
    }),
  );

describe.each(LOCALES)('texts in %s', (locale) => {
  it('are written as next-intl writes them, again and again', () => {
    const messages = loadMessages(locale);
    const t = createTranslator({
      locale,
      messages,
      onError(error) {
        throw error;
      },
    });
    for (const count of [1, 1234.5])
      for (const [key, text] of flatten(messages)) {
        const values = valuesFor(text, count);
        expect(formatMessage(key, text, values, optionsFor(locale)), key).toBe(
          t.markup(key as never, values),
        );
      }
  });
});

describe('a text', () => {
  it('is in its own language, though another has the same words', () => {
    const text = '{n, number}';
    const write = (locale: string) => formatMessage('a', text, { n: 1234.5 }, optionsFor(locale));
    expect([write('en'), write('de'), write('en')]).toEqual(['1,234.5', '1.234,5', '1,234.5']);
  });

  it('makes no formatter of its own where one of its language is there', () => {
    const { locale, formatters } = optionsFor('en');
    const getNumberFormat = vi.fn(formatters.getNumberFormat);
    for (const n of [1, 2])
      formatMessage(
        'a',
        `{n, number} at ${n}`,
        { n },
        { locale, formatters: { ...formatters, getNumberFormat } },
      );
    expect(getNumberFormat).not.toHaveBeenCalled();
  });

  it('without values is itself, and what is quoted in it is written', () => {
    expect(formatMessage('a', 'Close', undefined, optionsFor('en'))).toBe('Close');
    expect(formatMessage('a', "It''s '{'this'}'", undefined, optionsFor('en'))).toBe("It's {this}");
  });

  it('has elements where its tags are', () => {
    const values = {
      b: (chunks: unknown) => ({ $$typeof: Symbol.for('react.transitional.element'), chunks }),
    };
    const parts = formatMessage('a', 'Type <b>it</b>', values as never, optionsFor('en'));
    expect(Array.isArray(parts) && parts.some((part) => isValidElement(part))).toBe(true);
  });

  it.each([
    ['lacks a value', 'Hello {name}', {}],
    ['is not well formed', 'Hello {name', { name: 'x' }],
    ['is a group of texts', { title: 'Hello' }, {}],
  ])('that %s is an error', (_what, text, values) => {
    expect(() => formatMessage('a', text, values, optionsFor('en'))).toThrow();
  });
});
