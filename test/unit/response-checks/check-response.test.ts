import { describe, expect, it } from 'vitest';
import type { OutboundFailureCode, RawHeader } from '@/lib/http/exchange';
import { OUTBOUND_FAILURES } from '@/lib/http/exchange';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { INTERFACES } from '@/lib/koogallery/interface-catalog';
import { newInstanceV2 } from '@/lib/koogallery/interfaces/v2/new-instance';
import { queryInstanceV2 } from '@/lib/koogallery/interfaces/v2/query-instance';
import { refreshInstanceV2 } from '@/lib/koogallery/interfaces/v2/refresh-instance';
import type { CheckCode } from '@/lib/response-checks/check';
import { checkResponse, type ResponseResult } from '@/lib/response-checks/check-response';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { makeExchange, makeFailure } from './exchanges';

const JSON_TYPE: RawHeader = ['Content-Type', 'application/json'];
type Answer = Parameters<typeof makeExchange>[0];

const judge = (answer: Answer = {}, spec: InterfaceSpec = newInstanceV2) =>
  checkResponse(
    { spec, accessKey: 'k', previousKeys: [], result: { ok: true, exchange: makeExchange(answer) } },
    nodePrimitives,
  );
const judgeFailure = (code: OutboundFailureCode) =>
  checkResponse(
    {
      spec: newInstanceV2,
      accessKey: 'k',
      previousKeys: [],
      result: { ok: false, failure: makeFailure(code) },
    },
    nodePrimitives,
  );
const findState = (verdict: ResponseResult, code: CheckCode, field: string | null = null) =>
  verdict.checks.find((check) => check.code === code && (field === null || check.field === field))?.state;
const listFailures = ({ checks }: ResponseResult) =>
  checks.filter(({ state }) => state === 'fail').map(({ code }) => code);
const ORDER: CheckCode[] = [
  'UNREACHABLE',
  'TIMEOUT',
  'HTTP_STATUS',
  'CONTENT_TYPE',
  'UNPARSABLE',
  'BODY_SIGN_MISSING',
  'BODY_SIGN_MALFORMED',
  'BODY_SIGN_MISMATCH',
  'RESULT_CODE',
  'FIELD_MISSING',
  'FIELD_LENGTH',
];

describe('a good answer', () => {
  it('passes with KooGallery success text, and lists the checks in its order', () => {
    const verdict = judge();
    expect(verdict).toMatchObject({ outcome: 'pass', message: 'Debugging successful and case saved.' });
    const codes = verdict.checks.map(({ code }) => code).filter((code) => ORDER.includes(code));
    expect([...new Set(codes)]).toEqual(ORDER);
  });

  it('is in progress with 000004 for newInstance only', () => {
    const body = '{"resultCode":"000004","resultMsg":"in progress","instanceId":"i-1"}';
    expect(judge({ body }).outcome).toBe('in-progress');
    expect(judge({ body }, refreshInstanceV2)).toMatchObject({ outcome: 'fail' });
  });

  const plain = INTERFACES.filter(
    ({ protocol, activity }) =>
      protocol === 'V2.0' && activity !== 'newInstance' && activity !== 'queryInstance',
  );
  it.each(plain)('to $activity needs nothing but a result', (spec) => {
    expect(judge({ body: '{"resultCode":"000000","resultMsg":"ok"}' }, spec).outcome).toBe('pass');
  });
});

describe('each failure', () => {
  const noBody = '{"resultCode":"000000","resultMsg":"ok"}';
  it.each<[CheckCode, Answer, string]>([
    ['TIMEOUT', { totalMs: 20_000 }, 'Debugging failed. Calling the interface timed out (20s).'],
    ['HTTP_STATUS', { status: 302 }, 'Debugging failed. The interface response httpCode=302.'],
    [
      'CONTENT_TYPE',
      { headers: [['content-type', 'text/html']] },
      'Debugging fails. Invalid content-type format. Returned format: text/html. Valid format: "application/json"',
    ],
    [
      'CONTENT_TYPE',
      { headers: [] },
      'Debugging fails. Invalid content-type format. Returned format: . Valid format: "application/json"',
    ],
    [
      'CONTENT_TYPE',
      { headers: [['Content-Type', 'application/json5']] },
      'Debugging fails. Invalid content-type format. Returned format: application/json5. Valid format: "application/json"',
    ],
    [
      'RESULT_CODE',
      { body: '{"resultCode":"000005","resultMsg":"x"}' },
      'Call interface failed. The production interface returns an error result code.',
    ],
    [
      'RESULT_CODE',
      { body: '{"resultCode":0,"instanceId":"i"}' },
      'Call interface failed. The production interface returns an error result code.',
    ],
    [
      'FIELD_MISSING',
      { body: noBody },
      'Debugging failed. The interface response does not contain instanceId.',
    ],
    [
      'FIELD_MISSING',
      { body: '{"resultCode":"000000","instanceId":""}' },
      'Debugging failed. The interface response does not contain instanceId.',
    ],
    [
      'FIELD_MISSING',
      { body: '{"resultCode":"000000","instanceId":{}}' },
      'Debugging failed. The interface response does not contain instanceId.',
    ],
    [
      'FIELD_LENGTH',
      { body: `{"resultCode":"000000","instanceId":"${'i'.repeat(65)}"}` },
      'Debugging failed. The length of instanceId is invalid.',
    ],
    [
      'FIELD_LENGTH',
      { body: `{"resultCode":"000000","instanceId":"i","resultMsg":"${'i'.repeat(256)}"}` },
      'Debugging failed. The length of resultMsg is invalid.',
    ],
  ])('%s says what KooGallery says %#', (code, answer, message) => {
    const verdict = judge(answer);
    expect(listFailures(verdict)).toEqual([code]);
    expect(verdict).toMatchObject({ outcome: 'fail', message });
  });

  it.each([
    '',
    'null',
    '[]',
    '"000000"',
    '{"resultMsg":"ok"}',
    '{"resultCode":null}',
    '{"resultCode":"000000"',
    '\ufeff{"resultCode":"000000"}',
    Uint8Array.of(0x22, 0xff, 0x22),
  ])('UNPARSABLE for %j', (body) => {
    const verdict = judge({ body });
    expect(listFailures(verdict)).toEqual(['UNPARSABLE']);
    expect(verdict.message).toBe(
      'Debugging failed. Parse response body failed. Example response: {"resultCode":"000000","resultMsg":"success."}',
    );
  });

  it('UNPARSABLE for a body that was cut', () => {
    expect(listFailures(judge({ isTruncated: true }))).toEqual(['UNPARSABLE']);
  });

  it.each(OUTBOUND_FAILURES.filter((code) => code !== 'ABORTED' && code !== 'RESPONSE_TIMEOUT'))(
    'UNREACHABLE for %s',
    (code) => {
      const verdict = judgeFailure(code);
      expect(verdict).toMatchObject({
        outcome: 'fail',
        message: 'Debugging failed. The production address is unreachable.',
      });
      expect(verdict.checks.slice(1).every(({ state }) => state === 'not-run')).toBe(true);
    },
  );

  it('TIMEOUT when the guard gave up waiting, and nothing at all when we stopped the call ourselves', () => {
    expect(listFailures(judgeFailure('RESPONSE_TIMEOUT'))).toEqual(['TIMEOUT']);
    const stopped = judgeFailure('ABORTED');
    expect(stopped).toMatchObject({ outcome: 'not-run', message: null, warningCount: 0 });
    expect(stopped.checks.every(({ state }) => state === 'not-run')).toBe(true);
  });
});

describe('what a failure makes meaningless', () => {
  it.each<[CheckCode, Answer]>([
    ['TIMEOUT', { totalMs: 25_000 }],
    ['HTTP_STATUS', { status: 500 }],
    ['UNPARSABLE', { body: 'oops' }],
  ])('is not run after %s, and listed all the same', (code, answer) => {
    const verdict = judge(answer);
    const after = ORDER.slice(ORDER.indexOf(code) + 1);
    expect(after.map((later) => findState(verdict, later))).toEqual(after.map(() => 'not-run'));
  });

  it('are the fields after a bad result code, and the length of a missing field', () => {
    const refused = judge({ body: '{"resultCode":"000001","resultMsg":"no"}' });
    expect(findState(refused, 'FIELD_MISSING', 'instanceId')).toBe('not-run');
    const missing = judge({ body: '{"resultCode":"000000","resultMsg":"ok"}' });
    expect(findState(missing, 'FIELD_LENGTH', 'instanceId')).toBe('not-run');
    expect(findState(missing, 'FIELD_LENGTH', 'resultMsg')).toBe('pass');
  });

  it('is not the body after a wrong content type: a seller learns both at once', () => {
    const verdict = judge({ headers: [['Content-Type', 'text/plain']], body: '{"resultCode":"000000"}' });
    expect(listFailures(verdict)).toEqual(['CONTENT_TYPE', 'FIELD_MISSING']);
  });
});

describe('warnings', () => {
  it.each<[CheckCode, Answer, Answer]>([
    ['TIMEOUT', { totalMs: 5_001 }, { totalMs: 5_000 }],
    [
      'CONTENT_TYPE',
      { headers: [['Content-Type', 'application/json; charset=GBK']] },
      { headers: [['Content-Type', 'application/json; charset="utf8"']] },
    ],
    ['PORT_NOT_443', { url: 'https://saas.example.com:8443/p' }, { url: 'https://saas.example.com:443/p' }],
    [
      'FRONT_END_URL_MISSING',
      {},
      { body: '{"resultCode":"000000","instanceId":"i","appInfo":{"frontEndUrl":"https://a.example"}}' },
    ],
    ['RESULT_MSG_MISSING', { body: '{"resultCode":"000000","instanceId":"i"}' }, {}],
    ['FIELD_FORMAT', { body: '{"resultCode":"000000","instanceId":7}' }, {}],
  ])('%s does not fail the call', (code, bad, good) => {
    const warned = judge(bad);
    expect(findState(warned, code)).toBe('warn');
    expect(warned.outcome).toBe('pass');
    expect(warned.warningCount).toBeGreaterThan(0);
    expect(findState(judge(good), code)).not.toBe('warn');
  });
});

describe('Body-Sign', () => {
  const body = '{"resultCode":"000000","resultMsg":"ok","instanceId":"i"}';
  const value = signV1Body({ accessKey: 'k', body: new TextEncoder().encode(body) }, nodePrimitives);
  const other = signV1Body({ accessKey: 'other', body: new TextEncoder().encode(body) }, nodePrimitives);
  const codes = ['BODY_SIGN_MISSING', 'BODY_SIGN_MALFORMED', 'BODY_SIGN_MISMATCH'] as const;
  const cases: [string, RawHeader[], string[], string | null][] = [
    ['right', [['Body-Sign', value]], ['pass', 'pass', 'pass'], null],
    ['absent', [], ['wrong', 'not-run', 'not-run'], 'http header->bodySign is empty.'],
    ['re-cased', [['Body-sign', value]], ['wrong', 'not-run', 'not-run'], 'http header->bodySign is empty.'],
    [
      'unquoted',
      [['Body-Sign', value.replaceAll('"', '')]],
      ['pass', 'wrong', 'not-run'],
      'http header->sign_type is not equals HMAC-SHA256 or signature is empty.',
    ],
    [
      'by another key',
      [['Body-Sign', other]],
      ['pass', 'pass', 'wrong'],
      `Failed to verify the HTTP Body signature. Expected signature value: ${value.split('"')[3]}`,
    ],
  ];
  it.each(cases)('that is %s never fails V2.0, and does V1.0', (_, headers, states, message) => {
    const answer = { body, headers: [JSON_TYPE, ...headers] };
    const v2 = judge(answer);
    expect(v2.outcome).toBe('pass');
    expect(codes.map((code) => findState(v2, code))).toEqual(
      states.map((state) => (state === 'wrong' ? 'warn' : state)),
    );
    const v1 = judge(answer, { ...newInstanceV2, protocol: 'V1.0' });
    expect(codes.map((code) => findState(v1, code))).toEqual(
      states.map((state) => (state === 'wrong' ? 'fail' : state)),
    );
    expect(v1.checks.find(({ state }) => state === 'fail')?.message ?? null).toBe(message);
  });
});

describe('queryInstance', () => {
  const query = (info: unknown, ids = 'i-1') =>
    judge(
      {
        body: JSON.stringify({ resultCode: '000000', resultMsg: 'ok', info }),
        request: JSON.stringify({ activity: 'queryInstance', instanceId: ids }),
      },
      queryInstanceV2,
    );
  const usage = { usageValue: 12.5, statisticalTime: '20260301080000123' };

  it('passes with an instance, its address and its usage', () => {
    const info = [{ instanceId: 'i-1', appInfo: { frontEndUrl: 'https://a.example' }, usageInfo: [usage] }];
    expect(query(info)).toMatchObject({ outcome: 'pass' });
    expect(
      query(info)
        .checks.filter(({ state }) => state === 'warn')
        .map(({ code }) => code),
    ).toEqual(['BODY_SIGN_MISSING']);
  });

  it.each([[undefined], [null], [[]], [{}], [[{}]], [['i-1']], [[{ instanceId: null }]]])(
    'misses instanceId in info = %j',
    (info) => {
      expect(query(info)).toMatchObject({
        outcome: 'fail',
        message: 'Debugging failed. The interface response does not contain instanceId.',
      });
    },
  );

  it('asks usageValue and statisticalTime of usageInfo, each with its path', () => {
    const verdict = query([{ instanceId: 'i-1', usageInfo: [usage, { usageValue: '1' }] }]);
    expect(findState(verdict, 'FIELD_MISSING', 'info[0].usageInfo[1].statisticalTime')).toBe('fail');
    expect(verdict.message).toBe(
      'Debugging failed. The interface response does not contain statisticalTime.',
    );
  });

  it.each([
    ['usageValue', { ...usage, usageValue: '1.23456' }, 'FIELD_FORMAT', 'warn'],
    ['usageValue', { ...usage, usageValue: 'many' }, 'FIELD_FORMAT', 'warn'],
    ['usageValue', { ...usage, usageValue: '1'.repeat(21) }, 'FIELD_LENGTH', 'fail'],
    ['statisticalTime', { ...usage, statisticalTime: '2026-03-01' }, 'FIELD_FORMAT', 'warn'],
  ] as const)('judges the form of %s %#', (name, entry, code, state) => {
    const verdict = query([{ instanceId: 'i-1', usageInfo: [entry] }]);
    expect(findState(verdict, code, `info[0].usageInfo[0].${name}`)).toBe(state);
  });

  it('warns of appInfo without frontEndUrl, of other ids, and of a long list of ids', () => {
    const bare = query([{ instanceId: 'i-2', appInfo: {} }], `i-1,${'i'.repeat(100)}`);
    expect(findState(bare, 'FIELD_MISSING', 'info[0].appInfo.frontEndUrl')).toBe('warn');
    expect(findState(bare, 'INSTANCE_ID_DIFFERENT')).toBe('warn');
    expect(findState(bare, 'QUERY_IDS_LONG')).toBe('warn');
    expect(findState(query([{ instanceId: 'i-1' }]), 'INSTANCE_ID_DIFFERENT')).toBe('pass');
    expect(findState(query([{ instanceId: 'i-1' }]), 'QUERY_IDS_LONG')).toBe('pass');
  });
});
