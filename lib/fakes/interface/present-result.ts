import { HOUR_MS } from '@/lib/core/clock';
import { type EncryptType, encryptField, newIv } from '@/lib/signing/encryption';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { RandomBytes } from '@/lib/signing/primitives';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import type { IsFaultOn } from '../faults';
import type { FaultProtocol } from '../faults/fault-entry';
import type { Account, Instance } from './instances';
import type { CallResult } from './result';

/** A response as JSON, protocol words as koogallery-protocol §2.1 and §2.3 spell them. */
export type JsonResponse = Readonly<Record<string, unknown>>;

export type Presentation = {
  protocol: FaultProtocol;
  isFaultOn: IsFaultOn;
  frontEndUrl: string;
  /** What V1.0 encrypts with; null leaves the account out. */
  accessKey: string | null;
  encryptType: EncryptType;
  now: Date;
  random: RandomBytes;
};

const LONG_ID = 65;
/** Its ciphertext has 168 characters. */
const LONG_PLAINTEXT = 96;
const USAGE_DECIMALS = 4;

/** Writes a result down for one protocol, with the faults that are on. */
export function presentResult(result: CallResult, presentation: Presentation): JsonResponse {
  const { resultCode, resultMsg, instance, listed } = result;
  const { isFaultOn } = presentation;
  return {
    ...(isFaultOn('missing-result-code') ? {} : { resultCode }),
    resultMsg,
    ...(instance || listed ? presentEncryptType(presentation) : {}),
    ...(instance ? { appInfo: presentApp(instance, presentation), ...presentId(instance, isFaultOn) } : {}),
    ...(listed ? { info: listed.map((one) => presentInstance(one, presentation)) } : {}),
  };
}

const presentInstance = (instance: Instance, presentation: Presentation) => ({
  ...presentId(instance, presentation.isFaultOn),
  appInfo: presentApp(instance, presentation),
  usageInfo: [presentUsage(instance, presentation)],
});

function presentId({ id }: Instance, isFaultOn: IsFaultOn) {
  if (isFaultOn('missing-instance-id')) return {};
  return { instanceId: isFaultOn('long-instance-id') ? id.padEnd(LONG_ID, '0') : id };
}

/** Ids as the seller keeps them, from ids as `long-instance-id` shows them. */
export const shortenIds = (ids: string): string =>
  ids.replace(/([^,]{36})0{29}(?=,|$)/g, (_, id: string) => id);

function presentApp(instance: Instance, presentation: Presentation) {
  const { status, expireTime, upgradedBy } = instance;
  const memo = [status, expireTime && `until ${expireTime}`, upgradedBy && `upgraded by ${upgradedBy}`];
  return {
    ...(presentation.isFaultOn('missing-front-end-url') ? {} : { frontEndUrl: presentation.frontEndUrl }),
    ...(presentation.protocol === 'V1' ? presentAccount(instance.account, presentation) : {}),
    memo: memo.filter(Boolean).join(' '),
  };
}

/** Hours since provisioning: something that a pay-per-use product could be paid by. */
function presentUsage({ createdAtMs }: Instance, { isFaultOn, now }: Presentation) {
  const usageValue = Number(((now.getTime() - createdAtMs) / HOUR_MS).toFixed(USAGE_DECIMALS));
  return {
    ...(isFaultOn('missing-usage-value') ? {} : { usageValue }),
    statisticalTime: formatUtcTimestamp(now, true),
  };
}

function presentEncryptType({ protocol, encryptType, isFaultOn }: Presentation) {
  if (protocol !== 'V1') return {};
  return { encryptType: isFaultOn('wrong-encrypt-type') ? '1' : encryptType };
}

/** V1.0: user name and password encrypted (koogallery-protocol §4). */
function presentAccount({ userName, password }: Account, presentation: Presentation) {
  const { isFaultOn, accessKey, random } = presentation;
  if (isFaultOn('sensitive-in-clear')) return { userName, password };
  if (accessKey === null) return {};
  const encryptType = isFaultOn('wrong-encrypt-type') ? '2' : presentation.encryptType;
  const encrypt = (text: string) =>
    encryptField(
      isFaultOn('ciphertext-too-long') ? text.padEnd(LONG_PLAINTEXT, '.') : text,
      { accessKey, encryptType, iv: newIv(random) },
      nodePrimitives,
    );
  const lineEnd = isFaultOn('ciphertext-line-end') ? '\n' : '';
  return { userName: encrypt(userName) + lineEnd, password: encrypt(password) + lineEnd };
}
