import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { INTERFACES } from '@/lib/koogallery/interface-catalog';
import { RESULT_CODES } from '@/lib/koogallery/koogallery-messages';
import { CHECK_CODES } from '@/lib/response-checks/check';
import { loadedTexts } from '../i18n/loaded-texts';

const en = loadedTexts('en', 'connection-checks');
const zh = loadedTexts('zh-CN', 'connection-checks');

function paths(messages: object, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key] : paths(value, `${path}${key}.`),
  );
}
const values = { field: 'f', length: 1, maxLength: 1, bytes: 1, count: 1, most: 1, allowed: 'a' };

describe.each([
  ['en', en],
  ['zh-CN', zh],
] as const)('the sentences in %s', (locale, messages) => {
  it('cover every code, result code, template and activity', () => {
    expect(Object.keys(messages.check).sort()).toEqual([...CHECK_CODES].sort());
    expect(Object.keys(messages.resultCode).sort()).toEqual([...RESULT_CODES].sort());
    const templates = new Set(INTERFACES.flatMap((spec) => spec.templates.map(({ id }) => id)));
    expect(Object.keys(messages.template).sort()).toEqual([...templates].sort());
    const activities = new Set(INTERFACES.map(({ activity }) => activity));
    expect(Object.keys(messages.activity).sort()).toEqual([...activities].sort());
  });

  it('can all be formatted', () => {
    const errors: unknown[] = [];
    const translate = createTranslator({ locale, messages, onError: (error) => errors.push(error) });
    for (const path of paths(messages)) translate(path as never, values as never);
    expect(errors).toEqual([]);
  });
});

it('have the same keys in both languages', () => {
  expect(paths(zh)).toEqual(paths(en));
});
