import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FAULT_NAMES, FAULTS, type FaultName } from '@/lib/fakes/faults';
import type { FaultProtocol } from '@/lib/fakes/faults/fault-entry';
import { otherAccessKey } from '@/lib/fakes/interface/expected-signature';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import {
  ACCESS_KEY,
  type CallOptions,
  FIRST_CALLS,
  KIT_ACCESS_KEY,
  readCode,
  type SignatureParts,
  sendCall,
} from './call-seller';

let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller({ accessKey: ACCESS_KEY, kitAccessKey: KIT_ACCESS_KEY });
});
afterEach(() => seller.close());

type Encoding = 'hex' | 'base64';
const hmac = (key: string | Buffer, message: string | Buffer, encoding: Encoding = 'hex') =>
  createHmac('sha256', key).update(message).digest(encoding);
const front = ({ accessKey, nonce, timestamp }: SignatureParts) => accessKey + nonce + timestamp;
const kitText = (parts: SignatureParts) => Buffer.concat([Buffer.from(front(parts)), parts.payload]);
const v2Text = (parts: SignatureParts) => front(parts) + hmac(parts.accessKey, parts.payload);
const spaced = (parts: SignatureParts): SignatureParts => ({
  ...parts,
  payload: Buffer.from(parts.payload.toString().replaceAll(',"', ', "').replaceAll('":', '": ')),
});
const inSeconds = (parts: SignatureParts): SignatureParts => ({
  ...parts,
  timestamp: parts.timestamp.slice(0, 10),
});
const right: Record<FaultProtocol, (parts: SignatureParts) => string> = {
  V2: (parts) => hmac(parts.accessKey, v2Text(parts)),
  kit: (parts) => hmac(parts.accessKey, kitText(parts)),
  V1: (parts) => hmac(parts.accessKey + parts.timestamp, parts.payload, 'base64'),
};

type Mistakes = Partial<Record<FaultProtocol, CallOptions['sign']>>;

/** How somebody signs who makes the same mistake; written here a second time, from the fault's description. */
const MISTAKES: Partial<Record<FaultName, Mistakes>> = {
  'reserialised-verification': {
    V2: (parts) => right.V2(spaced(parts)),
    kit: (parts) => right.kit(spaced(parts)),
  },
  'plain-sha256-verification': {
    V2: (parts) =>
      hmac(parts.accessKey, front(parts) + createHash('sha256').update(parts.payload).digest('hex')),
  },
  'seconds-verification': {
    V2: (parts) => right.V2(inSeconds(parts)),
    kit: (parts) => right.kit(inSeconds(parts)),
  },
  'base64-verification': {
    V2: (parts) => hmac(parts.accessKey, v2Text(parts), 'base64'),
    kit: (parts) => hmac(parts.accessKey, kitText(parts), 'base64'),
  },
  'lower-case-verification': { V2: right.V2 },
  'swapped-key-verification': {
    V2: (parts) => hmac(front(parts) + hmac(parts.payload, parts.accessKey), parts.accessKey),
    kit: (parts) => hmac(kitText(parts), parts.accessKey),
    V1: (parts) => hmac(parts.payload, parts.accessKey + parts.timestamp, 'base64'),
  },
  'plus-as-space-verification': {
    V1: (parts) =>
      right.V1({ ...parts, payload: Buffer.from(parts.payload.toString().replaceAll('+', ' ')) }),
  },
  'other-access-key': {
    V2: (parts) => right.V2({ ...parts, accessKey: otherAccessKey(parts.accessKey) }),
    kit: (parts) => right.kit({ ...parts, accessKey: otherAccessKey(parts.accessKey) }),
    V1: (parts) => right.V1({ ...parts, accessKey: otherAccessKey(parts.accessKey) }),
  },
};

/** With a plus in a value, which only one of the faults minds. */
const makeFields = (protocol: FaultProtocol) => ({
  ...FIRST_CALLS[protocol],
  ...(protocol === 'kit' ? { name: 'a+b' } : { businessId: 'a+b' }),
});

const cases = Object.entries(MISTAKES).flatMap(([fault, mistakes]) =>
  (Object.entries(mistakes) as [FaultProtocol, CallOptions['sign']][]).map(
    ([protocol, sign]) => [fault as FaultName, protocol, sign] as const,
  ),
);

it.each(cases)(
  '%s in %s refuses KooGallery and takes who makes the same mistake',
  async (fault, protocol, sign) => {
    const send = async (options: CallOptions = {}) =>
      readCode(await sendCall(seller, protocol, makeFields(protocol), options));
    const isRightToo = fault === 'lower-case-verification';
    expect([await send(), await send({ sign })]).toEqual(['000000', isRightToo ? '000000' : '000001']);
    seller.state.setFault(fault, true);
    expect([await send(), await send({ sign })]).toEqual(['000001', '000000']);
    seller.state.setFault(fault, false);
    expect(await send()).toBe('000000');
  },
);

it.each(cases)('%s in %s still looks at the clock and at the key', async (fault, protocol, sign) => {
  seller.state.setFault(fault, true);
  const send = async (options: CallOptions) =>
    readCode(await sendCall(seller, protocol, makeFields(protocol), { sign, ...options }));
  const late = { now: () => new Date(Date.now() - 120_000) };
  expect([await send({ clock: late }), await send({ accessKey: 'wrong' })]).toEqual(['000001', '000001']);
});

it('does not mind a call without a plus when it reads a plus as a space', async () => {
  seller.state.setFault('plus-as-space-verification', true);
  expect(readCode(await sendCall(seller, 'V1', FIRST_CALLS.V1))).toBe('000000');
});

it('signs its answers with the other access key too', async () => {
  seller.state.setFault('other-access-key', true);
  const { headers, bytes } = await sendCall(seller, 'V2', FIRST_CALLS.V2);
  const isSignedWith = (accessKey: string) =>
    verifyV1Body({ headers, body: bytes }, { accessKey }, nodePrimitives).ok;
  expect([isSignedWith(ACCESS_KEY), isSignedWith(otherAccessKey(ACCESS_KEY))]).toEqual([false, true]);
});

it('has a mistake for every fault of verification, in each protocol that it names', () => {
  const listed = FAULT_NAMES.filter((name) => FAULTS[name].scope === 'verification').map(
    (name) => [name, [...FAULTS[name].protocols].sort()] as const,
  );
  const tested = Object.entries(MISTAKES).map(
    ([name, mistakes]) => [name, Object.keys(mistakes).sort()] as const,
  );
  expect(tested).toEqual(listed);
});
