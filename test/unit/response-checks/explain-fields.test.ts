import fc from 'fast-check';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import type { ExchangeTiming } from '@/lib/http/exchange';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { newInstanceV2 } from '@/lib/koogallery/interfaces/v2/new-instance';
import { queryInstanceV2 } from '@/lib/koogallery/interfaces/v2/query-instance';
import { releaseInstanceV2 } from '@/lib/koogallery/interfaces/v2/release-instance';
import { RESULT_CODES } from '@/lib/koogallery/koogallery-messages';
import { checkResponse } from '@/lib/response-checks/check-response';
import { explainFields } from '@/lib/response-checks/explain-fields';
import { explainTiming } from '@/lib/response-checks/explain-timing';
import { FIELD_EXPLANATIONS } from '@/lib/response-checks/explanation';
import { jsonMembers, memberAt } from '@/lib/response-checks/json-members';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { loadedTexts } from '../i18n/loaded-texts';
import { makeExchange } from './exchanges';

const en = loadedTexts('en', 'connection-explain-fields');
const zh = loadedTexts('zh-CN', 'connection-explain-fields');

function explain(body: string, spec: InterfaceSpec = newInstanceV2) {
  const result = { ok: true, exchange: makeExchange({ body }) } as const;
  const { checks } = checkResponse({ spec, accessKey: 'k', previousKeys: [], result }, nodePrimitives);
  const bytes = new TextEncoder().encode(body);
  return explainFields(spec, result, checks).map(({ code, values, mark }) => {
    const { offset, length = 0 } = mark ?? {};
    const marked =
      offset === undefined ? null : new TextDecoder().decode(bytes.subarray(offset, offset + length));
    return { code, values, marked };
  });
}
const OK = '"resultCode":"000000","resultMsg":"ok"';

describe('a missing field', () => {
  it.each([
    [`{${OK},"instanceid":"i-1"}`, 'FIELD_MISSPELLED', 'instanceid', '"instanceid":"i-1"'],
    [`{${OK},"instance_id":"i-1"}`, 'FIELD_MISSPELLED', 'instance_id', '"instance_id":"i-1"'],
    [`{${OK},"instaceId":"i-1"}`, 'FIELD_MISSPELLED', 'instaceId', '"instaceId":"i-1"'],
    [`{${OK},"intsanceId":"i-1"}`, 'FIELD_MISSPELLED', 'intsanceId', '"intsanceId":"i-1"'],
    [`{${OK},"id":"i-1"}`, 'FIELD_MISSPELLED', 'id', '"id":"i-1"'],
    [`{${OK},"data":{"instanceId": "ü"}}`, 'FIELD_ELSEWHERE', 'data.instanceId', '"instanceId": "ü"'],
    [`{"ü":"ü",${OK},"data":{"instanceId":"i"}}`, 'FIELD_ELSEWHERE', 'data.instanceId', '"instanceId":"i"'],
    [`{${OK},"instanceId":""}`, 'FIELD_EMPTY', undefined, '"instanceId":""'],
    [`{${OK},"instanceId":null}`, 'FIELD_EMPTY', undefined, '"instanceId":null'],
    [`{${OK},"order":"o"}`, 'FIELD_ABSENT', undefined, null],
  ])('%s is %s', (body, code, seen, marked) => {
    const [first] = explain(body);
    expect(first).toMatchObject({ code, values: { field: 'instanceId', path: 'instanceId' }, marked });
    expect(first?.values.seen).toBe(seen);
  });

  it('is told apart from another entry of the same list', () => {
    const usage = { usageValue: 1, statisticalTime: '20260301080000123' };
    const info = [{ instanceId: 'i-1', usageInfo: [usage, { usageValue: 2 }] }];
    expect(explain(`{${OK},"info":${JSON.stringify(info)}}`, queryInstanceV2)).toMatchObject([
      { code: 'FIELD_ABSENT', values: { path: 'info[0].usageInfo[1].statisticalTime' } },
    ]);
  });

  it('is found where a wrapper hides a whole list', () => {
    expect(explain(`{${OK},"data":{"info":[{"instanceId":"i-1"}]}}`, queryInstanceV2)).toMatchObject([
      { code: 'FIELD_ELSEWHERE', values: { field: 'instanceId', seen: 'data.info[0].instanceId' } },
    ]);
  });

  it('is looked for when the result code itself is not there', () => {
    expect(explain('{"code":"000000"}')).toMatchObject([
      { code: 'FIELD_MISSPELLED', values: { field: 'resultCode', seen: 'code' } },
    ]);
    expect(explain('{"data":{"resultCode":"000000"}}')).toMatchObject([
      { code: 'FIELD_ELSEWHERE', values: { path: 'resultCode', seen: 'data.resultCode' } },
    ]);
    const [one] = explain(`\ufeff)]}',\n{"code":0,"data":{"result":{${OK}}}}`);
    const members = 'resultCode, resultMsg';
    const around = { kind: 'wrapped', wrapper: 'data.result', around: 'code, data' };
    expect(one).toMatchObject({ values: { seen: 'data.result.resultCode', ...around } });
    expect(one?.values.members).toContain(members);
    expect(explain(`cb([{${OK}}])`)).toMatchObject([{ values: { kind: 'array', wrapper: '[0]' } }]);
    expect(explain(`\ufeff{${OK}}`)).toEqual([]);
    for (const name of ['ResultCode', 'result_code', 'ret', 'returnCode', 'respCode'])
      expect(explain(`{"${name}":"000000"}`)).toMatchObject([
        { code: 'FIELD_MISSPELLED', values: { seen: name } },
      ]);
    expect(explain('<html>')).toEqual([]);
  });
});

describe('a result code', () => {
  it.each(RESULT_CODES.filter((code) => code !== '000000' && code !== '000004'))(
    '%s is explained',
    (code) => {
      expect(explain(`{ "resultCode" : "${code}" }`)).toMatchObject([
        { code: `RESULT_${code}`, marked: `"resultCode" : "${code}"` },
      ]);
    },
  );

  it.each([
    ['{"resultCode":0,"instanceId":"i"}', newInstanceV2, 'RESULT_CODE_NUMBER', { meant: '000000' }],
    ['{"resultCode":200}', newInstanceV2, 'RESULT_CODE_NUMBER', { meant: '000000' }],
    ['{"resultCode":5}', newInstanceV2, 'RESULT_CODE_NUMBER', { meant: '000005' }],
    ['{"resultCode":"200"}', newInstanceV2, 'RESULT_CODE_UNKNOWN', { resultCode: '200' }],
    [
      '{"resultCode":"000100"}',
      releaseInstanceV2,
      'RESULT_CODE_OF_NEW_INSTANCE',
      { activity: 'releaseInstance' },
    ],
    ['{"resultCode":"000004"}', releaseInstanceV2, 'RESULT_000004', { activity: 'releaseInstance' }],
  ] as const)('%s of another kind, too', (body, spec, code, values) => {
    expect(explain(body, spec)).toMatchObject([{ code, values }]);
  });
});

describe('a value', () => {
  const info = (entry: string) => `{${OK},"info":[{"instanceId":"i-1","usageInfo":[${entry}]}]}`;
  it.each([
    [`{${OK},"instanceId":7}`, newInstanceV2, 'NUMBER_NOT_TEXT', '"instanceId":7'],
    [
      `{${OK},"instanceId":"${'i'.repeat(65)}"}`,
      newInstanceV2,
      'FIELD_TOO_LONG',
      `"instanceId":"${'i'.repeat(65)}"`,
    ],
    [
      info('{"usageValue":"1,5","statisticalTime":"20260301080000123"}'),
      queryInstanceV2,
      'NUMBER_MALFORMED',
      '"usageValue":"1,5"',
    ],
    [
      info('{"usageValue":1,"statisticalTime":"2026-03-01 08:00"}'),
      queryInstanceV2,
      'TIME_MALFORMED',
      '"statisticalTime":"2026-03-01 08:00"',
    ],
  ])('%# that breaks its form is marked', (body, spec, code, marked) => {
    expect(explain(body, spec)).toMatchObject([{ code, marked }]);
  });
});

describe('an answer that took its time', () => {
  const timed = (timing: Partial<ExchangeTiming>) => {
    const exchange = makeExchange();
    const parts = { dnsMs: 10, connectMs: 20, tlsMs: 30, firstByteMs: 40, totalMs: 5_000, ...timing };
    return explainTiming({ ok: true, exchange: { ...exchange, timing: parts } });
  };
  it.each([
    [{ totalMs: 5_000 }, undefined],
    [
      { firstByteMs: 5_900, totalMs: 6_000 },
      { phase: 'server', ms: 5_900, totalMs: 6_000, limitMs: 5_000 },
    ],
    [
      { dnsMs: 4_900.4, totalMs: 5_001 },
      { phase: 'dns', ms: 4_900 },
    ],
    [{ connectMs: 4_900, totalMs: 5_001 }, { phase: 'connect' }],
    [{ dnsMs: null, tlsMs: 5_900, totalMs: 6_000 }, { phase: 'tls' }],
    [{ totalMs: 21_000 }, { phase: 'body', ms: 20_900, limitMs: 20_000 }],
  ])('%j is told where: %j', (timing, values) => {
    const found = timed(timing);
    expect(found).toHaveLength(values ? 1 : 0);
    if (values) expect(found[0]).toMatchObject({ code: 'ANSWER_SLOW', values });
  });
});

describe('an answer with thousands of entries', () => {
  const usage = Array.from({ length: 5_000 }, (_, i) =>
    i === 4_999 ? {} : { usageValue: 'x', statisticalTime: 1 },
  );
  const body = `{${OK},"info":[{"instanceId":"i-1","usageInfo":${JSON.stringify(usage)}}]}`;

  it('is explained once a kind, and keeps what is wrong', () => {
    const codes = explain(body, queryInstanceV2).map(({ code, values }) => `${code} ${values.field}`);
    expect(codes).toEqual([
      'FIELD_ABSENT usageValue',
      'FIELD_ABSENT statisticalTime',
      'NUMBER_MALFORMED usageValue',
      'TIME_MALFORMED statisticalTime',
    ]);
    const result = { ok: true, exchange: makeExchange({ body }) } as const;
    const call = { spec: queryInstanceV2, accessKey: 'k', previousKeys: [], result };
    const { checks, message } = checkResponse(call, nodePrimitives);
    expect(checks.length).toBeLessThan(2_100);
    expect(message).toBe('Debugging failed. The interface response does not contain usageValue.');
  });
});

describe('members', () => {
  it('stand where JSON.parse finds them, whatever the text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        for (const { name, start, valueStart, end } of jsonMembers(text)) {
          expect(JSON.parse(`{${text.slice(start, end)}}`)).toHaveProperty([name]);
          expect(() => JSON.parse(text.slice(valueStart, end))).not.toThrow();
        }
        const count = (inner: unknown): number =>
          typeof inner !== 'object' || inner === null
            ? 0
            : Object.values(inner).reduce<number>((sum, one) => sum + count(one), 0) +
              (Array.isArray(inner) ? 0 : Object.keys(inner).length);
        expect(jsonMembers(text)).toHaveLength(count(value));
      }),
      { numRuns: 100 },
    );
  });

  it('are none of what is no JSON, and bounded for what is too much', () => {
    for (const text of ['', '{', '{"a":1,}', '\ufeff{"a":1}']) expect(jsonMembers(text)).toEqual([]);
    expect(jsonMembers(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)).toEqual([]);
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`k${i}`, i])));
    expect(jsonMembers(wide).length).toBeLessThan(20_010);
  });

  it('that stand twice count as the last', () => {
    const text = '{"a":1,"a":2}';
    expect(memberAt(jsonMembers(text), 'a')).toMatchObject({ start: 7, end: 12 });
  });
});

describe.each([
  ['en', en],
  ['zh-CN', zh],
] as const)('the sentences in %s', (locale, messages) => {
  it('cover every code, and ask for values that there are', () => {
    expect(Object.keys(messages.explanation).sort()).toEqual([...FIELD_EXPLANATIONS].sort());
    const errors: unknown[] = [];
    const translate = createTranslator({ locale, messages, onError: (error) => errors.push(error) });
    const values = {
      field: 'f',
      path: 'p',
      seen: 's',
      ...{ kind: 'wrapped', wrapper: 'w', members: 'm', around: 'a' },
      expected: 'e',
      length: 1,
      maxLength: 1,
      plaintextBytes: 1,
      resultCode: 'r',
      activity: 'a',
      meant: 'm',
      form: 'HEX',
      ...{ protocol: 'V1', said: 's', declared: 'AES256', used: 'AES128' },
      phase: 'tls',
      ms: 1,
      totalMs: 2,
      limitMs: 3,
    };
    for (const [code, parts] of Object.entries(messages.explanation)) {
      expect(Object.keys(parts), code).toEqual(expect.arrayContaining(['title', 'detail', 'fix']));
      for (const part of Object.keys(parts))
        expect(translate(`explanation.${code}.${part}` as never, values as never)).not.toBe('');
    }
    expect(errors).toEqual([]);
  });
});
