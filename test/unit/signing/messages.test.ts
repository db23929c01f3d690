import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import en from '@/lib/i18n/messages/en/signing.json';
import zh from '@/lib/i18n/messages/zh-CN/signing.json';
import { MISTAKES, type Mistake } from '@/lib/signing/hypotheses/explain';
import { mistakeWords, type Side } from '@/lib/signing/hypotheses/mistake-words';

describe.each([
  ['en', en],
  ['zh-CN', zh],
] as const)('the sentences in %s', (_locale, messages) => {
  it('name every known mistake and nothing else', () => {
    expect(Object.keys(messages.mistake).sort()).toEqual([...MISTAKES].sort());
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
