import { describe, expect, it } from 'vitest';
import { getCase } from '@/lib/connection-tests/get-case';
import type { FaultName } from '@/lib/fakes/faults';
import { newBench, readCalls } from './seller';

/** newInstance against a seller with these faults: the case as its page reads it. */
async function callWith(fault: FaultName, slowMs?: number) {
  const bench = await newBench();
  bench.seller.state.setFault(fault, true);
  if (slowMs !== undefined) bench.seller.state.setSlowMs(slowMs);
  await bench.runThrough([{ activity: 'newInstance' }]);
  const { lastCall, row } = await getCase(bench.organization.as('VIEWER'), bench.assetId, 'newInstance');
  if (!lastCall) throw new Error('no call was kept');
  return { call: lastCall, row };
}

type Failure = [fault: FaultName, code: string, message: string | RegExp];

const FAILURES: Failure[] = [
  [
    'wrong-content-type',
    'CONTENT_TYPE',
    'Debugging fails. Invalid content-type format. Returned format: text/html; charset=utf-8. Valid format: "application/json"',
  ],
  ['http-500', 'HTTP_STATUS', 'Debugging failed. The interface response httpCode=500.'],
  ['redirect', 'HTTP_STATUS', 'Debugging failed. The interface response httpCode=302.'],
  ['invalid-json', 'UNPARSABLE', /^Debugging failed\. Parse response body failed\./],
  ['missing-result-code', 'UNPARSABLE', /^Debugging failed\. Parse response body failed\./],
  ['bom-in-body', 'UNPARSABLE', /^Debugging failed\. Parse response body failed\./],
  [
    'missing-instance-id',
    'FIELD_MISSING',
    'Debugging failed. The interface response does not contain instanceId.',
  ],
  [
    'result-code-000001',
    'RESULT_CODE',
    'Call interface failed. The production interface returns an error result code.',
  ],
  [
    'reserialised-verification',
    'RESULT_CODE',
    'Call interface failed. The production interface returns an error result code.',
  ],
  ['connection-reset', 'UNREACHABLE', 'Debugging failed. The production address is unreachable.'],
];

describe('a seller that misbehaves', () => {
  it.each(FAILURES)('%s: %s in the words of KooGallery', async (fault, code, message) => {
    const { call, row } = await callWith(fault);
    expect(row).toMatchObject({ state: 'FAILED', lastCall: { failureCode: code } });
    expect(call).toMatchObject({ isPassed: false, failureCode: code });
    const failure = call.attempt.checks.find(({ state }) => state === 'fail');
    expect(failure).toMatchObject({
      code,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('keeps what came, byte by byte, whatever it was', async () => {
    const { call } = await callWith('bom-in-body');
    expect(call.attempt.responseText?.slice(0, 2)).toBe('\ufeff{');
    const [kept] = await readCalls(call.assetId);
    expect([...(kept?.attempts[0]?.responseBody ?? [])].slice(0, 4)).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
  });

  it('keeps why nothing came', async () => {
    const { call } = await callWith('connection-reset');
    expect(call.attempt).toMatchObject({
      status: null,
      responseText: null,
      responseBytes: null,
      failure: { code: 'CONNECTION_RESET' },
    });
  });

  it.each([
    ['body-sign-mismatch', 'BODY_SIGN_MISMATCH'],
    ['body-sign-recased', 'BODY_SIGN_MISSING'],
    ['body-sign-unquoted', 'BODY_SIGN_MALFORMED'],
  ] as const)('%s: only warns in V2.0', async (fault, code) => {
    const { call, row } = await callWith(fault);
    expect(row).toMatchObject({ state: 'PASSED' });
    expect(call.attempt.checks.find((check) => check.code === code)).toMatchObject({
      state: 'warn',
      message: null,
    });
  });

  it('slow: above 5 s warns, from 20 s on fails', async () => {
    const slow = await callWith('slow', 6_000);
    expect(slow.row.state).toBe('PASSED');
    expect(slow.call.attempt.checks.find(({ code }) => code === 'TIMEOUT')).toMatchObject({
      state: 'warn',
      expected: '≤ 5000 ms',
      seen: '6000 ms',
    });
    const late = await callWith('slow', 20_000);
    expect(late.call).toMatchObject({ failureCode: 'TIMEOUT', attempt: { timing: { totalMs: 20_000 } } });
    expect(late.call.attempt.checks.find(({ code }) => code === 'TIMEOUT')?.message).toBe(
      'Debugging failed. Calling the interface timed out (20s).',
    );
  });
});
