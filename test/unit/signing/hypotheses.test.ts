import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Body } from '@/lib/signing/hypotheses/body';
import { BODY_HYPOTHESES } from '@/lib/signing/hypotheses/body-hypotheses';
import type { Examined } from '@/lib/signing/hypotheses/examined';
import { explain, type Mistake } from '@/lib/signing/hypotheses/explain';
import { BLANK_RECIPE } from '@/lib/signing/hypotheses/recipe';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import {
  ANSWER,
  answer,
  BODY,
  hmac,
  KEY,
  MADE,
  MS,
  NONCE,
  seller,
  sha,
  sorted,
  text,
  token,
  v1,
  v2,
  withBody,
} from './made-mistakes';

describe('each known mistake, made by hand', () => {
  it.each(Object.entries(MADE))('%s is named', (mistake, made) => {
    const xray = explain(made, nodePrimitives);
    expect(xray).toMatchObject({ verdict: 'EXPLAINED', mistakes: [mistake] });
  });

  it('shows both calculations, and the other side ends in the value that was sent', () => {
    const xray = explain(MADE['inner-plain-sha256'], nodePrimitives);
    expect(xray.ours).toMatchObject({ bodyHash: hmac(KEY, BODY).digest('hex'), signature: seller() });
    expect(xray.verdict === 'EXPLAINED' && xray.theirs).toMatchObject({
      bodyHash: sha(BODY).digest('hex'),
      signature: (MADE['inner-plain-sha256'] as { theirs: string }).theirs,
    });
  });
});

describe('two mistakes at once', () => {
  const python = '{"a": 1.0, "b": "na\\u00efve"}';
  it.each<[string, Examined, Mistake[]]>([
    ['sorted by Python', withBody(python, '{"b":"naïve","a":1.0}'), ['writer-python-sorted']],
    [
      'no HMAC at all',
      v2(sha(KEY + NONCE + MS + sha(BODY).digest('hex')).digest('hex')),
      ['inner-plain-sha256', 'outer-plain-sha256'],
    ],
    [
      'both HMACs swapped',
      v2(hmac(KEY + NONCE + MS + hmac(BODY, KEY).digest('hex'), KEY).digest('hex')),
      ['inner-swapped', 'outer-swapped'],
    ],
    [
      'a form and a value',
      answer(
        `sign_type="HMAC-SHA256", signature="${hmac(KEY, `${ANSWER}\n`).digest('base64')}"`,
        'body-sign',
      ),
      ['header-recased', 'body-newline-added'],
    ],
    [
      'body and timestamp',
      v2(seller({ body: `${BODY}\n`, timestamp: '1666677988' })),
      ['body-newline-added', 'timestamp-in-seconds'],
    ],
    [
      'lost plus under the wrong key',
      v1(token(text(sorted).replaceAll('+', ' '), KEY)),
      ['parameters-plus-lost', 'key-without-timestamp'],
    ],
  ])('%s', (_, examined, mistakes) => {
    expect(explain(examined, nodePrimitives)).toMatchObject({ verdict: 'EXPLAINED', mistakes });
  });
});

describe('escaping slashes', () => {
  const escaped = (text: string) => {
    const [found] = BODY_HYPOTHESES.filter(({ id }) => id === 'body-slash-escaped');
    const recipe = { ...BLANK_RECIPE, body: Body.ofText(text) };
    return found?.apply(recipe, { theirs: '', otherKeys: [], requestTimestamp: null })?.body.text ?? text;
  };

  it('leaves those alone that an odd number of backslashes escapes', () => {
    const text = fc.string({ unit: fc.constantFrom('\\', '/', 'a') });
    fc.assert(
      fc.property(text, (given) => {
        expect(escaped(given)).toBe(given.replace(/\\.|\//g, (found) => (found === '/' ? '\\/' : found)));
      }),
    );
  });

  it('reads a run of backslashes once for each slash behind it', () => {
    const run = '\\'.repeat(200_001);
    expect(escaped(`${run}/`)).toBe(`${run}/`);
    expect(escaped(`\\${run}/`)).toBe(`\\${run}\\/`);
  });
});
