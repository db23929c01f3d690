import type { SellerState } from '../seller-state';
import { type Reply, reply } from '../wire/ask-and-reply';
import type { CallAnswer } from './run-call';

/** The value of the Body-Sign header for the exact bytes; null when there is no key to sign with. */
export type BodySigner = (body: Uint8Array) => string | null;

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Turns an answer into the bytes and headers that are sent, with the faults of the panel applied on the way. */
export function spoilAnswer(answer: CallAnswer, state: SellerState, signBody: BodySigner): Reply {
  const { isFaultOn } = state;
  const signed = spoilBytes(new TextEncoder().encode(JSON.stringify(spoilFields(answer, state))), state);
  const signature = signBody(signed);
  const name = isFaultOn('body-sign-recased') ? 'body-sign' : 'Body-Sign';
  const value = isFaultOn('body-sign-unquoted') ? signature?.replaceAll('"', '') : signature;
  const contentType = isFaultOn('wrong-content-type')
    ? 'text/html; charset=utf-8'
    : 'application/json; charset=utf-8';
  const sent = isFaultOn('body-sign-mismatch') ? Uint8Array.of(...signed, NEWLINE) : signed;
  return reply(200, contentType, sent, value ? [[name, value]] : []);
}

function spoilFields({ resultCode, instanceId, ...rest }: CallAnswer, { isFaultOn }: SellerState) {
  return {
    ...(isFaultOn('missing-result-code') ? {} : { resultCode }),
    ...rest,
    ...(instanceId === undefined || isFaultOn('missing-instance-id') ? {} : { instanceId }),
    ...(rest.info && isFaultOn('missing-instance-id')
      ? { info: rest.info.map(({ appInfo }) => ({ appInfo })) }
      : {}),
  };
}

function spoilBytes(body: Uint8Array, { isFaultOn }: SellerState): Uint8Array {
  const whole = isFaultOn('invalid-json') ? body.subarray(0, -1) : body;
  return isFaultOn('bom-in-body') ? Uint8Array.of(...BYTE_ORDER_MARK, ...whole) : whole;
}
