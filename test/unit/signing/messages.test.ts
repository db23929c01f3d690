import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import en from '@/lib/i18n/messages/en/signing.json';
import commandEn from '@/lib/i18n/messages/en/signing-command.json';
import zh from '@/lib/i18n/messages/zh-CN/signing.json';
import commandZh from '@/lib/i18n/messages/zh-CN/signing-command.json';
import { MISTAKES, type Mistake } from '@/lib/signing/hypotheses/explain';
import { mistakeWords, type Side } from '@/lib/signing/hypotheses/mistake-words';

/** Every sentence of a message file, by its path. */
function sentences(messages: object, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : sentences(value, `${path}${key}.`),
  );
}
const values = {
  ...{ form: 'curl', meant: '&timestamp', name: 'n' },
  ...{ side: 'answer', detail: 'd', more: 1 },
  parameter: 'nonce',
  seen: 'seen',
  expected: 'expected',
  nonce: 'nonce',
  problem: 'problem',
  unit: 'milliseconds',
  ...{ source: 's', path: 'p', reason: 'r', options: 'o', profile: 'p', profiles: 'p', url: 'u', group: 'g' },
  ...{ place: 'p', output: 'o', what: 'w', fix: 'f', id: 'i', ids: 'i', passed: '1', failed: '1' },
  ...{ ageMs: 1, aheadMs: 1, windowMs: 1, length: 1, position: 1, bytes: 1, tried: 1, declared: 1 },
  ...{ ciphertextCharacters: 1, limit: 1, bytesLeft: 1, excess: 1 },
  ...{ form: 'HEX', type: '1', plaintext: 'p' },
};

describe.each([
  ['en', en, commandEn],
  ['zh-CN', zh, commandZh],
] as const)('the sentences in %s', (locale, messages, command) => {
  it('name every known mistake and nothing else', () => {
    expect(Object.keys(messages.mistake).sort()).toEqual([...MISTAKES].sort());
  });

  it('can all be formatted', () => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    for (const texts of [messages, command]) {
      const translate = createTranslator({ locale, messages: texts, onError });
      for (const [path] of sentences(texts)) translate(path as never, values as never);
    }
    expect(errors).toEqual([]);
  });
});

describe.each([
  ['en', en, 'V2.0', 'changed after signing'],
  ['zh-CN', zh, 'V2.0', '签名后被改动'],
] as const)('what a mistake is called in %s', (locale, messages, other, changed) => {
  const translate = createTranslator({ locale, messages });
  const said = (id: Mistake, side: Side) => {
    const { values } = mistakeWords(`${id}:x`, side);
    return (['what', 'fix'] as const).map((part) => translate(`mistake.${id}.${part}`, values)).join(' ');
  };

  it('does not speak of V2.0 to somebody who has V1.0', () => {
    for (const side of ['token', 'answer'] as const)
      expect(MISTAKES.filter((id) => said(id, side).includes(other))).toEqual([]);
  });

  it("says of a seller's own answer that the body changed after signing", () => {
    const ofBody = MISTAKES.filter((id) => /^(?:body|writer)-/.test(id) && id !== 'body-stand-in');
    expect(ofBody.filter((id) => !said(id, 'answer').includes(changed))).toEqual([]);
    expect(ofBody.filter((id) => said(id, 'request').includes(changed))).toEqual([]);
  });

  it('holds no internal name', () => {
    const names = MISTAKES.filter((id) => id.split('-').length > 2);
    const all = MISTAKES.map((id) => said(id, 'request')).join('\n');
    expect(names.filter((name) => all.includes(name))).toEqual([]);
  });
});

it('have the same keys in both languages', () => {
  const keys = (messages: object) => sentences(messages).map(([path]) => path);
  expect(keys(zh)).toEqual(keys(en));
  expect(keys(commandZh)).toEqual(keys(commandEn));
});
