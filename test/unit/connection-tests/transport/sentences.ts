import { createTranslator } from 'next-intl';
import { expect } from 'vitest';
import type { Explanation } from '@/lib/connection-tests/rules/explanation';
import en from '@/lib/i18n/messages/en/connection-explain.json';
import zh from '@/lib/i18n/messages/zh-CN/connection-explain.json';

const LANGUAGES = [
  ['en', en],
  ['zh-CN', zh],
] as const;

/** Both languages say each explanation whole: no sentence asks for a value that the explanation does not have. */
export function expectSentences(found: readonly Explanation[]): void {
  for (const [locale, messages] of LANGUAGES) {
    const errors: unknown[] = [];
    const t = createTranslator({ locale, messages, onError: (error) => errors.push(error) });
    for (const { code, values } of found)
      for (const part of ['title', 'detail', 'fix', 'snippet'] as const) {
        const key = `explanation.${code}.${part}` as never;
        if (part !== 'snippet' || t.has(key))
          expect(t(key, values as never)).not.toMatch(/[{}]\w|undefined|connection-explain/);
      }
    expect(errors).toEqual([]);
  }
}
