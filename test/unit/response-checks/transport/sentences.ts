import { createTranslator } from 'next-intl';
import { expect } from 'vitest';
import { hasText } from '@/lib/i18n/text-or';
import type { Explanation } from '@/lib/response-checks/explanation';
import { loadedTexts } from '../../i18n/loaded-texts';

const en = loadedTexts('en', 'connection-explain');
const zh = loadedTexts('zh-CN', 'connection-explain');

const errors: unknown[] = [];
const onError = (error: unknown) => errors.push(error);
const TRANSLATORS = [
  createTranslator({ locale: 'en', messages: en, onError }),
  createTranslator({ locale: 'zh-CN', messages: zh, onError }),
] as const;

/** Both languages say each explanation whole: no sentence asks for a value that the explanation does not have. */
export function expectSentences(found: readonly Explanation[]): void {
  errors.length = 0;
  const sentences = TRANSLATORS.flatMap((t) =>
    found.flatMap(({ code, values }) =>
      ['title', 'detail', 'fix', 'snippet'].flatMap((part) => {
        const key = `explanation.${code}.${part}` as never;
        // What a seller wrote may say so itself.
        const own = Object.entries(values).map(([name, value]) => [
          name,
          value === 'undefined' ? '…' : value,
        ]);
        const said = Object.fromEntries(own);
        return part !== 'snippet' || hasText(t, key) ? [t(key, said as never) as string] : [];
      }),
    ),
  );
  expect(errors).toEqual([]);
  expect(sentences.filter((text) => /undefined|connection-explain/.test(text))).toEqual([]);
}
