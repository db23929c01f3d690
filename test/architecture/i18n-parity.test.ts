import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import { type IcuArguments, icuArguments } from './icu-arguments';
import { flatten, messageFileNames, readMessageFile } from './message-files';

const [FIRST, ...OTHERS] = LOCALES;

/** Values that every kind of argument accepts; a select takes its `other` branch. */
function sampleValues(names: IcuArguments) {
  return Object.fromEntries(
    [...names].map(([name, kind]) => {
      if (kind === 'tag') return [name, (chunks: string) => chunks];
      return [name, kind === 'plain' || kind === 'select' ? 'x' : 2];
    }),
  );
}

describe('the reader of ICU arguments', () => {
  it('finds names in plain text, in branches and in tags, and skips what is quoted', () => {
    const message = "{n, plural, =0 {none of {total, number}} other {# by <b>{who}</b>}} '{'no'}'";
    expect(Object.fromEntries(icuArguments(message))).toEqual({
      n: 'plural',
      total: 'number',
      b: 'tag',
      who: 'plain',
    });
  });
});

describe.each(OTHERS)('texts in %s', (locale) => {
  it('stand in the same files', () => {
    expect(messageFileNames(locale)).toEqual(messageFileNames(FIRST));
  });

  it.each(messageFileNames(FIRST))('%s has the same keys', (name) => {
    expect([...readMessageFile(locale, name).keys()].sort()).toEqual(
      [...readMessageFile(FIRST, name).keys()].sort(),
    );
  });

  it.each(messageFileNames(FIRST))('%s asks for the same arguments', (name) => {
    const translated = readMessageFile(locale, name);
    for (const [key, text] of readMessageFile(FIRST, name)) {
      const names = (message: string) => [...icuArguments(message).keys()].sort();
      expect(names(translated.get(key) ?? ''), key).toEqual(names(text));
    }
  });
});

describe.each(LOCALES)('every text in %s', (locale) => {
  const texts = flatten(loadMessages(locale));

  it('says something', () => {
    expect([...texts].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('is well formed', () => {
    const failures: string[] = [];
    const onError = (error: Error) => failures.push(error.message);
    const translate = createTranslator({ locale, messages: loadMessages(locale), timeZone: 'UTC', onError });
    for (const [key, text] of texts) translate.markup(key as never, sampleValues(icuArguments(text)));
    expect(failures).toEqual([]);
  });

  it('is given times as texts, because those that are read once know no zone', () => {
    const dated = [...texts].filter(([, text]) =>
      [...icuArguments(text).values()].some((kind) => kind === 'date' || kind === 'time'),
    );
    expect(dated.map(([key]) => key)).toEqual([]);
  });

  it('says neither please nor hurrah', () => {
    const shouting = [...texts].filter(([, text]) => /[!！](?![=-])|\bplease\b/i.test(text));
    expect(shouting.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });
});
