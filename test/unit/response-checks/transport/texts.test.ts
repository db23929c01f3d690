import { describe, expect, it } from 'vitest';
import { URL_CHECKS } from '@/lib/connection-tests/rules/url-check';
import { EXPLANATION_CODES, TRANSPORT_EXPLANATIONS } from '@/lib/response-checks/explanation';
import { loadedTexts } from '../../i18n/loaded-texts';

const en = loadedTexts('en', 'connection-explain');
const zh = loadedTexts('zh-CN', 'connection-explain');

describe.each([
  ['en', en],
  ['zh-CN', zh],
] as const)('the explanations in %s', (_locale, messages) => {
  it('name every cause of the transport, and nothing that is no cause, with title, detail and fix', () => {
    const texts: Record<string, object> = messages.explanation;
    expect(Object.keys(texts)).toEqual(expect.arrayContaining([...TRANSPORT_EXPLANATIONS]));
    expect(EXPLANATION_CODES).toEqual(expect.arrayContaining(Object.keys(texts)));
    for (const [code, text] of Object.entries(texts))
      expect(Object.keys(text), code).toEqual(expect.arrayContaining(['title', 'detail', 'fix']));
  });

  it('name every check of a production URL', () => {
    const checks: Record<string, object> = messages.proof.checks;
    expect(Object.keys(checks).sort()).toEqual([...URL_CHECKS].sort());
    for (const [code, text] of Object.entries(checks))
      expect(Object.keys(text), code).toEqual(
        expect.arrayContaining(['title', 'tried', code === 'PORT_443' ? 'warn' : 'fail']),
      );
  });
});
