import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import en from '@/lib/i18n/messages/en/connection-signature.json';
import zh from '@/lib/i18n/messages/zh-CN/connection-signature.json';
import { newInstanceV1 } from '@/lib/koogallery/interfaces/v1/new-instance';
import { checkResponse } from '@/lib/response-checks/check-response';
import { explainSignature } from '@/lib/response-checks/signature/explain-signature';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { BODY_SIGN_FORMS } from '@/lib/signing/profiles/near-body-sign';
import { stagesV1BodySign } from '@/lib/signing/profiles/v1-body-sign';
import { makeExchange } from './exchanges';

const KEY = 'form-access-key';
const BODY = '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1"}';
const bytes = (text: string) => new TextEncoder().encode(text);
const sign = (body: string, key = KEY) =>
  stagesV1BodySign({ accessKey: key, body: bytes(body) }, nodePrimitives).signature;
const RIGHT = sign(BODY);

function explain(headers: readonly RawHeader[], body = BODY) {
  const exchange = makeExchange({ headers: [['Content-Type', 'application/json'], ...headers], body });
  const result = { ok: true, exchange } as const;
  const { checks } = checkResponse(
    { spec: newInstanceV1, accessKey: KEY, previousKeys: [], result },
    nodePrimitives,
  );
  const facts = { accessKey: KEY, otherKeys: [], requestTimestamp: '20260301080000123' };
  return explainSignature(newInstanceV1, { result, checks }, facts, nodePrimitives);
}
const GOOD = `sign_type="HMAC-SHA256", signature="${RIGHT}"`;
/** As Node hands over header bytes that are UTF-8. */
const asLatin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('a Body-Sign with the right value in another form', () => {
  it.each<[string, string, string, string]>([
    ['bodySign', 'bodySign', GOOD, 'NAME'],
    ['an underscore', 'Body_Sign', GOOD, 'NAME'],
    ['no hyphen', 'BodySign', GOOD, 'NAME'],
    ['a longer name', 'body-signature', GOOD, 'NAME'],
    ['an X in front', 'X-Body-Sign', GOOD, 'NAME'],
    ['any name that holds the value', 'X-Signature', GOOD, 'NAME'],
    ['single quotes', 'Body-Sign', GOOD.replaceAll('"', "'"), 'SINGLE_QUOTES'],
    [
      'single quotes around one value',
      'Body-Sign',
      GOOD.replace('"HMAC-SHA256"', "'HMAC-SHA256'"),
      'SINGLE_QUOTES',
    ],
    [
      'typographic quotes',
      'Body-Sign',
      asLatin1(`sign_type=“HMAC-SHA256”, signature=“${RIGHT}”`),
      'TYPOGRAPHIC_QUOTES',
    ],
    ['HTML entities', 'Body-Sign', GOOD.replaceAll('"', '&quot;'), 'HTML_ESCAPED'],
    ['numeric HTML entities', 'Body-Sign', GOOD.replaceAll('"', '&#34;'), 'HTML_ESCAPED'],
    ['escaped quotes', 'Body-Sign', GOOD.replaceAll('"', '\\"'), 'ESCAPED_QUOTES'],
    ['a semicolon', 'Body-Sign', GOOD.replace(',', ';'), 'SEPARATOR'],
    ['a blank alone', 'Body-Sign', GOOD.replace(',', ''), 'SEPARATOR'],
    ['an ampersand', 'Body-Sign', `sign_type="HMAC-SHA256"&signature="${RIGHT}"`, 'SEPARATOR'],
    ['another type', 'Body-Sign', GOOD.replace('HMAC-SHA256', 'HMAC_SHA256'), 'TYPE'],
    ['the type in lower case', 'Body-Sign', GOOD.replace('HMAC-SHA256', 'hmac-sha256'), 'TYPE'],
    ["Java's name of the type", 'Body-Sign', GOOD.replace('HMAC-SHA256', 'HmacSHA256'), 'TYPE'],
    ['signType', 'Body-Sign', GOOD.replace('sign_type', 'signType'), 'MEMBER_NAME'],
    ['sign', 'Body-Sign', GOOD.replace('signature=', 'sign='), 'MEMBER_NAME'],
    ['colons', 'Body-Sign', `sign_type:"HMAC-SHA256",signature:"${RIGHT}"`, 'MEMBER_NAME'],
    ['no type', 'Body-Sign', `signature="${RIGHT}"`, 'TYPE_MISSING'],
    ['the bare value', 'Body-Sign', RIGHT, 'BARE_VALUE'],
    ['blanks inside', 'Body-Sign', GOOD.replace(`"${RIGHT}"`, `" ${RIGHT} "`), 'BLANKS'],
    [
      'percent encoding',
      'Body-Sign',
      `sign_type="HMAC-SHA256", signature="${encodeURIComponent(RIGHT)}"`,
      'PERCENT_ENCODED',
    ],
    ['percent encoding of all of it', 'Body-Sign', encodeURIComponent(GOOD), 'PERCENT_ENCODED'],
    ['a line end of the encoder', 'Body-Sign', GOOD.replace(RIGHT, `${RIGHT}\\n`), 'BLANKS'],
  ])('%s', (_name, name, value, form) => {
    expect(explain([[name, value]])).toMatchObject([
      {
        code: 'BODY_SIGN_FORM',
        values: { form, value: 'right' },
        mark: { part: 'response-head', offset: 1, length: 1 },
      },
    ]);
  });

  it('in order has nothing to explain, in either order of its members', () => {
    expect(explain([['Body-Sign', GOOD]])).toEqual([]);
    expect(explain([['Body-Sign', `signature= "${RIGHT}", sign_type= "HMAC-SHA256"`]])).toEqual([]);
  });
});

describe('a Body-Sign in another place', () => {
  it('is found in the body, where no value can be right', () => {
    const body = BODY.replace('}', ',"bodySign":"abc"}');
    expect(explain([], body)).toMatchObject([
      {
        code: 'BODY_SIGN_FORM',
        values: { form: 'IN_BODY', name: 'bodySign', value: 'unseen' },
        mark: { part: 'response-body' },
      },
    ]);
  });

  it('is found where the answer announces it for its end', () => {
    expect(explain([['Trailer', 'Body-Sign']])).toMatchObject([
      { code: 'BODY_SIGN_FORM', values: { form: 'TRAILER' }, mark: { part: 'response-head', offset: 1 } },
    ]);
  });

  it('is found under another name with another mistake, and both are told', () => {
    const value = `sign_type='HMAC-SHA256'; signature='${sign(`${BODY}\n`)}'`;
    expect(explain([['bodySign', value]])).toMatchObject([
      { code: 'BODY_SIGN_FORM', values: { form: 'NAME', value: 'wrong' } },
      { code: 'SIGNATURE_MISTAKE', values: { mistakes: 'body-newline-added' } },
    ]);
  });

  it('is absent where nothing resembles it', () => {
    expect(explain([['Signature', 'abc']])).toMatchObject([{ code: 'BODY_SIGN_ABSENT' }]);
  });

  it('of a hostile length is read in time', () => {
    for (const value of [
      `sign_type=${'"'.repeat(60_000)}`,
      `${'signature='.repeat(6_000)}`,
      ' ,'.repeat(30_000),
    ])
      explain([['Body-Sign', value]]);
  });
});

it.each([
  ['en', en],
  ['zh-CN', zh],
] as const)('each form has a sentence in %s', (locale, messages) => {
  const errors: unknown[] = [];
  const t = createTranslator({ locale, messages, onError: (error) => errors.push(error) });
  const values = { value: 'right', name: 'n', seen: 's' };
  const titles = BODY_SIGN_FORMS.map((form) => t('explanation.BODY_SIGN_FORM.title', { ...values, form }));
  for (const part of ['detail', 'fix', 'snippet'] as const)
    for (const form of BODY_SIGN_FORMS) t(`explanation.BODY_SIGN_FORM.${part}`, { ...values, form });
  expect(new Set(titles).size).toBe(BODY_SIGN_FORMS.length);
  expect(errors).toEqual([]);
});
