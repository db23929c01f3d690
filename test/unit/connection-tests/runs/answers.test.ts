import { describe, expect, it } from 'vitest';
import { readResponseInstance, readResponseJson } from '@/lib/connection-tests/rules/read-response-instance';
import { runBlocker } from '@/lib/connection-tests/rules/run-blocker';
import type { OutboundResult } from '@/lib/http/exchange';
import type { MaskedAttemptRecord } from '@/lib/messages/message-record';
import { maskedCurl } from '@/lib/response-checks/reproduce/masked-curl';
import { makeExchange, makeFailure } from '../../response-checks/exchanges';

const answered = (body: string | Uint8Array): OutboundResult => ({
  ok: true,
  exchange: makeExchange({ body }),
});
const REQUEST = { activity: 'newInstance', orderId: 'o-1', orderLineId: 'o-1-1' };

describe('the instance that newInstance made', () => {
  it.each([
    ['000000', { instanceId: 'i-1', orderId: 'o-1', orderLineId: 'o-1-1' }],
    ['000004', { instanceId: 'i-1', orderId: 'o-1', orderLineId: 'o-1-1' }],
    ['000005', null],
    ['000100', null],
  ])('with %s is %j', (resultCode, instance) => {
    expect(
      readResponseInstance(REQUEST, answered(JSON.stringify({ resultCode, instanceId: 'i-1' }))),
    ).toEqual(instance);
  });

  it('has no order line where the protocol has none', () => {
    const answer = answered('{"resultCode":"000000","instanceId":"i-1"}');
    expect(readResponseInstance({ orderId: 'o-1' }, answer)).toMatchObject({
      orderId: 'o-1',
      orderLineId: '',
    });
  });

  it.each([
    '{"resultCode":"000000"}',
    '{"resultCode":"000000","instanceId":""}',
    '{"resultCode":"000000","instanceId":7}',
    '[]',
    '',
    'x',
  ])('is none in %j', (body) => {
    expect(readResponseInstance(REQUEST, answered(body))).toBeNull();
  });

  it('is none in bytes that are no text, nor where nothing came back', () => {
    expect(readResponseJson(answered(Uint8Array.of(0x7b, 0xff, 0x7d)))).toBeNull();
    expect(readResponseInstance(REQUEST, { ok: false, failure: makeFailure('RESPONSE_TIMEOUT') })).toBeNull();
  });
});

describe('a call to repeat', () => {
  it('is a curl command of what may be read of it', () => {
    const attempt = {
      method: 'POST',
      url: 'https://saas.example.com/produce?signature=A',
      requestHead: [['Content-Type', 'application/json;charset=utf8']],
      requestText: '{"activity":"newInstance"}',
    } as unknown as MaskedAttemptRecord;
    const command = maskedCurl(attempt);
    expect(command).toContain("--url 'https://saas.example.com/produce?signature=A'");
    expect(command).toContain(`--data-raw '{"activity":"newInstance"}'`);
    expect(maskedCurl({ ...attempt, requestText: null })).not.toContain('--data');
  });
});

describe('a decided asset', () => {
  it('can be called, one under review cannot', () => {
    const facts = {
      declaration: { billingModes: ['ONE_TIME'], isAccessKeySet: true },
      productionUrl: { ok: true },
    } as const;
    expect(runBlocker({ ...facts, editBlocker: 'MODIFY_FIRST' })).toBeNull();
    expect(runBlocker({ ...facts, editBlocker: 'UNDER_REVIEW' })).toBe('UNDER_REVIEW');
  });
});
