import { MAX_BYTES } from '@/app/(desk)/toolkit/byte-source';
import { decodeQuery, parameterValue, readQuery } from '@/lib/signing/canonical';
import type { SignatureFailure, Verification } from '@/lib/signing/failure';
import {
  type HttpMessage,
  type MessageNote,
  parseHeaderLine,
  signedHeader,
} from '@/lib/signing/http-message';
import type { Examined } from '@/lib/signing/hypotheses/examined';
import { explain, type Xray } from '@/lib/signing/hypotheses/explain';
import { readPaste } from '@/lib/signing/paste/read-paste';
import { repairUrl } from '@/lib/signing/paste/repair-url';
import type { Digests } from '@/lib/signing/primitives';
import { findBodySign, parseBodySign } from '@/lib/signing/profiles/v1-body-sign';
import { parseUnixTimestamp, type Timestamp } from '@/lib/signing/verify';
import {
  examineMessage,
  type Profile,
  recogniseProfile,
  toWireMessage,
  verifyMessage,
  type WireMessage,
} from '@/lib/signing/wire-message';

export type GivenMessage =
  | { form: 'raw'; bytes: Uint8Array }
  /** `headers` one a line; lines that are not headers are skipped. */
  | { form: 'parts'; url: string; headers: string; body: Uint8Array };

export type CheckInputs = {
  /** Null: by what the message carries. */
  profile: Profile | null;
  accessKey: string;
  message: GivenMessage;
  /** What the other side calculated, where it is not the value in the message; empty when it is. */
  theirs: string;
  /** Another key that may have been used by mistake; empty when there is none. */
  otherKey: string;
  /** Of the request that a response answers; empty when unknown. */
  requestTimestamp: string;
};

export type CheckedMessage = {
  ok: true;
  profile: Profile;
  message: WireMessage;
  start: HttpMessage['start'] | null;
  notes: readonly MessageNote[];
  /** Of the value in the message; its age is not judged. */
  verification: Verification;
  /** Whose value the X-ray looked at: the one in the message, or the one given beside it. */
  subject: 'message' | 'theirs';
  xray: { ok: true; result: Xray; theirs: string } | { ok: false; failure: SignatureFailure };
  /** V2.0 only: V1.0 documents no window. Null when the message carries no time that can be read. */
  timestamp: Timestamp | null;
};

export type CheckResult =
  | CheckedMessage
  | { ok: false; problem: 'NOTHING_GIVEN' | 'TOO_LARGE' | 'NOT_A_MESSAGE' | 'PROFILE_UNKNOWN' };

/** Reads a message, verifies its signature and looks for the mistake behind a wrong one. Never throws. */
export function checkMessage(inputs: CheckInputs, digests: Digests): CheckResult {
  const size = measureSize(inputs.message);
  if (size === 0) return { ok: false, problem: 'NOTHING_GIVEN' };
  if (size > MAX_BYTES) return { ok: false, problem: 'TOO_LARGE' };
  const read = readMessage(inputs.message, inputs.profile);
  if (!read) return { ok: false, problem: 'NOT_A_MESSAGE' };
  const { message } = read;
  const profile = inputs.profile ?? recogniseProfile(message);
  if (!profile) return { ok: false, problem: 'PROFILE_UNKNOWN' };
  const { accessKey, otherKey, requestTimestamp } = inputs;
  const policy = { accessKey, clock: null, nonces: null };
  const theirs = theirValue(profile, inputs.theirs.trim());
  const examined = examineMessage(profile, message, {
    accessKey,
    otherKeys: otherKey === '' ? [] : [otherKey],
    ...(theirs === '' ? {} : { theirs }),
    ...(requestTimestamp === '' ? {} : { requestTimestamp }),
  });
  return {
    ok: true,
    profile,
    ...read,
    verification: verifyMessage(profile, message, policy, digests),
    subject: theirs === '' ? 'message' : 'theirs',
    xray: examined.ok
      ? { ok: true, result: explain(examined.examined, digests), theirs: examinedValue(examined.examined) }
      : examined,
    timestamp: readTimestamp(profile, message),
  };
}

const measureSize = (message: GivenMessage): number =>
  message.form === 'raw'
    ? message.bytes.length
    : message.url.length + message.headers.length + message.body.length;

function readMessage(
  given: GivenMessage,
  profile: Profile | null,
): Pick<CheckedMessage, 'message' | 'start' | 'notes'> | null {
  if (given.form === 'raw') {
    const parsed = readPaste(given.bytes, profile === 'v1-body-sign' ? 'response' : null);
    return parsed && { message: toWireMessage(parsed), start: parsed.start, notes: parsed.notes };
  }
  const headers = given.headers.split(/\r?\n/).flatMap((line) => {
    const header = parseHeaderLine(line.trim());
    return header ? [header] : [];
  });
  const { url, notes } = repairUrl(given.url.trim());
  return { message: { url, headers, body: given.body }, start: null, notes };
}

/** People copy the whole `Body-Sign` header as readily as the signature in it. */
const theirValue = (profile: Profile, given: string): string =>
  profile === 'v1-body-sign' ? (parseBodySign(given).signature ?? given) : given;

/** The value that was examined, as it was written. */
function examinedValue(examined: Examined): string {
  if (examined.profile !== 'v1-body-sign') return examined.theirs.trim();
  const header = findBodySign(examined.headers);
  return (header && parseBodySign(header.value).signature) ?? '';
}

function readTimestamp(profile: Profile, { url, headers }: WireMessage): Timestamp | null {
  if (profile === 'v2-kit') return parseUnixTimestamp(signedHeader(headers, 'x-timestamp') ?? '');
  if (profile !== 'v2-request') return null;
  return parseUnixTimestamp(parameterValue(decodeQuery(readQuery(url)), 'timestamp') ?? '');
}
