import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { MASK } from '@/lib/http/mask-secrets';
import type { StoredCheck } from '@/lib/messages/message-record';
import { MAX_SHOWN_CHARACTERS, maskMessage, type ReadableAttempt } from '@/lib/messages/rules/mask-message';
import { processorTime } from '../processor-time';

const nothing: ReadableAttempt = {
  url: 'https://saas.example.com/produce',
  requestHead: [],
  requestText: null,
  responseHead: null,
  responseText: null,
  failure: null,
  checks: [],
  explanations: [],
};
const masked = (changes: Partial<ReadableAttempt>) => maskMessage({ ...nothing, ...changes });

const bodySignCheck = (changes: Partial<StoredCheck>): StoredCheck => ({
  code: 'BODY_SIGN_MISMATCH',
  state: 'fail',
  field: null,
  expected: null,
  seen: null,
  message: null,
  ...changes,
});

const HIDDEN = ['userName', 'password', 'mobilePhone', 'mobile', 'email', 'clientSecret'];
const SIGNED = ['signature', 'authToken', 'x-sign'];

/** A name as somebody else might spell it. */
const hiddenName = fc
  .tuple(fc.constantFrom(...HIDDEN), fc.constantFrom('as-is', 'upper', 'lower', 'snake'))
  .map(([name, spelling]) => {
    if (spelling === 'upper') return name.toUpperCase();
    if (spelling === 'lower') return name.toLowerCase();
    return spelling === 'snake' ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name;
  });
/** A value that no harmless part of a message contains by chance; any characters follow its mark. */
const secret = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((rest) => `Pl4nt3d${rest.replaceAll('\0', '')}`);
const spaces = fc.constantFrom('', ' ', '\n  ', '\t');
/** What a secret may be wrapped in before it stands in the body. */
const nesting = fc.array(fc.constantFrom('object', 'list', 'text', 'base64'), { maxLength: 4 });

function wrapped(value: unknown, layers: readonly string[]): unknown {
  return layers.reduce<unknown>((inner, layer) => {
    if (layer === 'list') return ['first', inner];
    if (layer === 'text') return { memo: JSON.stringify(inner) };
    if (layer === 'base64') return { params: Buffer.from(JSON.stringify(inner)).toString('base64') };
    return { resultCode: '000000', info: inner };
  }, value);
}

/** All that is shown, and what of it can be read as base64. */
function everything(attempt: Partial<ReadableAttempt>): string {
  const shown = JSON.stringify(masked(attempt));
  const words = shown.replaceAll('%3D', '=').match(/[A-Za-z0-9+/_-]{8,}=*/g) ?? [];
  return [shown, ...words.map((word) => Buffer.from(word, 'base64').toString())].join('\n');
}

describe('a planted secret', () => {
  it.each(['short', 'Pl4nt3d-and-long'])('never survives in a list of names and values: %s', (value) => {
    const list = JSON.stringify(
      [
        { name: 'password', value },
        { name: 'region', value: 'visible' },
      ],
      null,
      1,
    );
    const encoded = Buffer.from(list).toString('base64');
    const bodies = [list, JSON.stringify({ memo: list }), JSON.stringify({ saasExtendParams: encoded })];
    for (const body of bodies) {
      expect(everything({ requestText: body })).not.toContain(value);
      expect(everything({ responseText: body })).not.toContain(value);
    }
    const url = `https://saas.example.com/produce?saasExtendParams=${encodeURIComponent(encoded)}`;
    expect(everything({ url })).not.toContain(value);
    expect(everything({ requestText: list })).toContain('visible');
  });

  it('never survives in JSON, however it is nested, spelled and spaced', () => {
    fc.assert(
      fc.property(hiddenName, secret, nesting, spaces, (name, value, layers, space) => {
        const body = JSON.stringify(wrapped({ [name]: value, kept: 'visible' }, layers), null, space.length);
        for (const part of ['requestText', 'responseText'] as const)
          expect(everything({ [part]: body })).not.toContain('Pl4nt3d');
      }),
      { numRuns: 400 },
    );
  });

  it('never survives in JSON that is cut off or followed by something', () => {
    fc.assert(
      fc.property(hiddenName, secret, fc.nat(60), (name, value, cut) => {
        const whole = JSON.stringify({ resultCode: '000000', [name]: value, more: 'x'.repeat(40) });
        for (const body of [
          whole.slice(0, whole.length - cut),
          `${whole} <!-- ${cut} -->`,
          `it is 5" wide ${whole}`,
        ])
          expect(everything({ responseText: body })).not.toContain('Pl4nt3d');
      }),
      { numRuns: 300 },
    );
  });

  it('never survives in a query, encoded or not', () => {
    fc.assert(
      fc.property(hiddenName, secret, fc.boolean(), (name, value, isSpaced) => {
        const encoded = encodeURIComponent(value.toWellFormed());
        const query = `activity=newInstance&${name}=${isSpaced ? encoded.replaceAll('%20', '+') : encoded}&a=b`;
        const seen = masked({ url: `https://saas.example.com/produce?${query}` });
        expect(JSON.stringify(seen)).not.toContain('Pl4nt3d');
        expect(seen.url).toContain('activity=newInstance');
        expect(seen.requestJson).toMatchObject({ activity: 'newInstance', a: 'b' });
      }),
      { numRuns: 300 },
    );
  });

  it('never survives in a head', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Authorization',
          'cookie',
          'SET-COOKIE',
          'X-Api-Key',
          'Proxy-Authorization',
          'password',
        ),
        fc.stringMatching(/^[\w.~+/=-]{0,30}$/),
        (name, rest) => {
          const value = name.toLowerCase().endsWith('cookie')
            ? `sid=Pl4nt3d${rest}`
            : `Bearer Pl4nt3d${rest}`;
          const head: RawHeader[] = [[name, value]];
          expect(everything({ requestHead: head, responseHead: head })).not.toContain('Pl4nt3d');
        },
      ),
    );
  });

  const TEXTS: [what: string, text: (value: string) => string][] = [
    ['a form', (value) => `a=b&password=${value}&c=d`],
    ['a form with an encoded name', (value) => `a=b&p%61ssword=${value}`],
    ['XML', (value) => `<user><email>${value}</email></user>`],
    ['XML with a namespace and CDATA', (value) => `<a:password type="x"><![CDATA[${value}]]></a:password>`],
    ['a log line', (value) => `WARN login failed password: ${value}\nnext`],
    ['single quotes', (value) => `{'password': '${value}'}`],
    ['an unquoted object', (value) => `{password: "${value}"}`],
    ['an escaped name', (value) => `{"pass\\u0077ord":"${value}"}`],
    ['JSON in JSON in a page', (value) => `<pre>{\\"email\\":\\"${value}\\"}</pre>`],
    ['a list under the name', (value) => `{"mobile":["1","${value}"],"x":1}`],
    ['a number under the name', () => '{"password":4711471147114711}'],
    ['a repeated header', (value) => `Authorization: Basic ${value}`],
    ['a link', (value) => `{"frontEndUrl":"https://a.example.com/?token=${value}&x=1"}`],
    ['an extension parameter', (value) => `[{"name":"email","value":"${value}"}]`],
    ['names twice', (value) => `{"password":"","password":"${value}"}`],
  ];
  it.each(TEXTS)('never survives in %s', (_what, text) => {
    for (const body of [text('Pl4nt3d-secret'), `\ufeff${text('Pl4nt3d-secret')}`])
      expect(everything({ responseText: body, requestText: body })).not.toMatch(/Pl4nt3d|4711/);
  });

  it('is found again where it is repeated under a harmless name', () => {
    const body = JSON.stringify({
      appInfo: { password: 'Pl4nt3d-repeat', memo: 'sign in with Pl4nt3d-repeat' },
      resultMsg: 'Pl4nt3d-repeat was set',
    });
    const check = {
      code: 'FIELD_LENGTH',
      state: 'warn' as const,
      field: 'appInfo.memo',
      expected: '≤ 4',
      seen: 'sign in with Pl4nt3d-repeat',
      message: null,
    };
    const explanation = { code: 'X', values: { at: 'Pl4nt3d-repeat' }, mark: null };
    expect(everything({ responseText: body, checks: [check], explanations: [explanation] })).not.toContain(
      'Pl4nt3d',
    );
  });

  it('does not stand in what a check saw in its field', () => {
    const check = {
      code: 'FIELD_LENGTH',
      state: 'fail' as const,
      field: 'info[0].appInfo.userName',
      expected: '≤ 128',
      seen: 'Pl4nt3d',
      message: 'Debugging failed. The length of userName is invalid.',
    };
    const [seen] = masked({ checks: [check] }).checks;
    expect(seen).toEqual({ ...check, seen: MASK });
  });

  it('does not survive at the cut of a long body', () => {
    const value = 'Pl4nt3d-repeat-0123456789';
    const start = JSON.stringify({ password: value }).slice(0, -1);
    const filler = 'x'.repeat(MAX_SHOWN_CHARACTERS - start.length - 20);
    const text = masked({ responseText: `${start},"memo":"${filler} ${value}${value}"}` }).responseText ?? '';
    expect(text.length).toBeLessThanOrEqual(MAX_SHOWN_CHARACTERS + MASK.length);
    expect(text).not.toContain('Pl4nt3d');
  });
});

describe('signatures', () => {
  it.each(SIGNED)('%s keeps its beginning alone', (name) => {
    const value = 'Gzbfjf9LHRBcI3bFVi++sLinCNOBF6qa7is1fvjEgYQ=';
    const seen = masked({
      url: `https://saas.example.com/p?${name}=${encodeURIComponent(value)}&x=1`,
      requestHead: [[name, value]],
      requestText: JSON.stringify({ [name]: value }),
    });
    expect(seen.url).toBe(`https://saas.example.com/p?${name}=Gzbf${MASK}&x=1`);
    expect(seen.requestHead).toEqual([[name, `Gzbf${MASK}`]]);
    expect(seen.requestText).toBe(`{"${name}":"Gzbf${MASK}"}`);
    expect(seen.requestJson).toEqual({ [name]: `Gzbf${MASK}` });
  });

  const BODY_SIGN = 'Gzbfjf9LHRBcI3bFVi++sLinCNOBF6qa7is1fvjEgYQ=';

  it.each([
    `sign_type="HMAC-SHA256", signature= "${BODY_SIGN}"`,
    `sign_type=HMAC-SHA256, signature=${BODY_SIGN}`,
    BODY_SIGN,
  ])('in the Body-Sign %s of an answer stand whole', (value) => {
    const responseHead: RawHeader[] = [['Body-Sign', value]];
    expect(masked({ responseHead }).responseHead).toEqual(responseHead);
  });

  it('in Body-Sign leave the rest of the header to the mask', () => {
    const value = `password=planted, signature="${BODY_SIGN}", token=planted`;
    const { responseHead } = masked({ responseHead: [['body-sign', value]] });
    expect(responseHead?.[0]?.[1]).toContain(BODY_SIGN);
    expect(responseHead?.[0]?.[1]).not.toContain('planted');
  });

  it('in Body-Sign of a request, or under another name in an answer, keep their beginning alone', () => {
    const head: RawHeader[] = [['Body-Sign', `signature="${BODY_SIGN}"`]];
    expect(JSON.stringify(masked({ requestHead: head }))).not.toContain(BODY_SIGN);
    expect(JSON.stringify(masked({ responseHead: [['x-sign', BODY_SIGN]] }))).not.toContain(BODY_SIGN);
  });

  it('of a request do not stand in the Body-Sign that repeats them', () => {
    const url = `https://saas.example.com/p?authToken=${encodeURIComponent(BODY_SIGN)}`;
    const responseHead: RawHeader[] = [['Body-Sign', `signature="${BODY_SIGN}"`]];
    const checks: StoredCheck[] = [bodySignCheck({ seen: BODY_SIGN })];
    expect(JSON.stringify(masked({ url, responseHead, checks }))).not.toContain(BODY_SIGN);
  });

  it('stand whole in the checks on Body-Sign, with what KooGallery says', () => {
    const seen = BODY_SIGN.replace('Gzbf', 'Abcd');
    const check = bodySignCheck({
      expected: BODY_SIGN,
      seen,
      message: `signature error. expect = ${BODY_SIGN}`,
    });
    expect(masked({ checks: [check] }).checks).toEqual([check]);
  });

  it('leave the kind of signature readable where the header is named', () => {
    const check = bodySignCheck({ seen: 'Body-Sign: sign_type="HMAC-SHA256", signature="…"' });
    expect(masked({ checks: [check] }).checks).toEqual([check]);
  });
});

describe('what is no secret', () => {
  it('stays as it was sent, byte for byte', () => {
    const text =
      '{ "resultCode" : "000000",\n "info":[{"instanceId":"i-1","appInfo":{"frontEndUrl":"https://a.example.com/"}}] }';
    const url = 'https://saas.example.com/p?activity=newInstance&saasExtendParams=W10%3D&name=%E4%B8%AD+x';
    const head: RawHeader[] = [['Content-Type', 'application/json;charset=utf8']];
    const seen = masked({ url, requestText: text, responseText: text, requestHead: head });
    expect(seen).toMatchObject({ url, requestText: text, responseText: text, requestHead: head });
    expect(seen.responseJson).toEqual(JSON.parse(text));
  });

  it('is no JSON to be searched when it nests too deep', () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    expect(masked({ responseText: deep })).toMatchObject({ responseText: deep, responseJson: undefined });
  });

  it('can be stored, whatever characters it has', () => {
    const text = '{"a\\u0000b":"\\ud800 \\u0000"}';
    expect(JSON.stringify(masked({ responseText: text }).responseJson)).not.toMatch(/\\u0000|\\ud800/);
  });

  it('takes no longer than its length, however hostile it is', () => {
    const size = 300_000;
    const hostile = ['"', '\\', '{"', '<a ', 'a=', '"password":', "'a':", ' ', 'x'].map((part) =>
      part.repeat(Math.ceil(size / part.length)),
    );
    const spentMs = processorTime();
    for (const text of hostile) masked({ responseText: text });
    expect(spentMs()).toBeLessThan(10_000);
  });
});
