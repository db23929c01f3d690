import { DAY_MS } from '@/lib/core/clock';
import { toBytes, toHex } from './encoding';
import { deriveKey, type EncryptType, encryptField, newIv } from './encryption';
import type { Primitives, RandomBytes } from './primitives';
import { stagesV1AuthToken } from './profiles/v1-auth-token';
import { signV1Body, stagesV1BodySign } from './profiles/v1-body-sign';
import { stagesV2Request } from './profiles/v2-request';
import { randomText } from './random-text';
import { formatUtcTimestamp } from './verify';

/** Known answers in the shape that `checkVectors` reads: every entry holds its inputs and the expected outputs. */
export type SigningVectors = Readonly<
  Record<
    'encryption' | 'authToken' | 'bodySign' | 'requestSignature',
    readonly Readonly<Record<string, unknown>>[]
  >
>;

const ENTRIES = 24;
/** 2026-01-01T00:00:00Z; each entry lies a day and a bit after the one before. */
const FIRST_MS = 1_767_225_600_000;
const STEP_MS = DAY_MS + 61_007;

/** What implementations are known to trip over. */
const TEXTS = [
  'admin',
  '',
  'a',
  'exactly16bytes!!',
  'p@ss w0rd&=?%+',
  'user+tag@example.com',
  '100%25 off',
  'naïve café',
  'e\u0301 is not é',
  '华为云用户',
  '🚀 rocket',
  '"quoted\\slash" </a>',
  'line1\nline2\r\n\ttab',
  ' spaces around ',
  'x'.repeat(79),
  '\u2028 and \u00a0',
];
const ACTIVITIES = [
  'newInstance',
  'refreshInstance',
  'expireInstance',
  'releaseInstance',
  'upgrade',
  'queryInstance',
];

/** Bytes that look random and are the same in every run: SHA-256 of the seed and a counter. */
function seededBytes(seed: string, primitives: Primitives): RandomBytes {
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32)
      bytes.set(primitives.hash('sha256', `${seed} ${counter++}`).subarray(0, length - at), at);
    return bytes;
  };
}

/** Keys of every kind: as KooGallery issues them, short, longer than a block of SHA-256, beyond ASCII. */
function makeAccessKey(index: number, random: RandomBytes): string {
  const kinds = [
    () => [8, 4, 4, 4, 12].map((length) => randomText(length, random).toLowerCase()).join('-'),
    () => randomText(32, random),
    () => 'k',
    () => `密钥-${randomText(8, random)}`,
    () => `${randomText(60, random)} +/=&%${randomText(60, random)}`,
    () => randomText(64, random),
  ];
  return (kinds[index % kinds.length] ?? kinds[0])?.() ?? '';
}

/** An object in JSON with a text, written in the ways that serialisers differ in. */
function makeBody(index: number, text: string, orderId: string): string {
  const value = {
    activity: ACTIVITIES[index % ACTIVITIES.length],
    note: text,
    orderId,
    amount: 12.5,
    none: null,
  };
  const written = [
    JSON.stringify(value),
    JSON.stringify(value, null, 2),
    JSON.stringify(value).replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    `${JSON.stringify(value)}\n`,
    JSON.stringify(value).replaceAll('12.5', '12.50'),
    text,
  ];
  return written[index % written.length] ?? '';
}

type Entry = { index: number; accessKey: string; text: string; at: Date; random: RandomBytes };

/**
 * Signing vectors, made by this room's own code; the same in every run.
 * @param seed another seed makes other vectors
 */
export function makeVectors(primitives: Primitives, seed = 'preflight signing vectors 1'): SigningVectors {
  const group = (name: string, make: (entry: Entry) => Readonly<Record<string, unknown>>) =>
    Array.from({ length: ENTRIES }, (_, index) => {
      const random = seededBytes(`${seed} ${name} ${index}`, primitives);
      const text = TEXTS[index % TEXTS.length] ?? '';
      const at = new Date(FIRST_MS + index * STEP_MS);
      return make({ index, accessKey: makeAccessKey(index, random), text, at, random });
    });
  return {
    encryption: group('encryption', (entry) => encryptionEntry(entry, primitives)),
    authToken: group('authToken', (entry) => authTokenEntry(entry, primitives)),
    bodySign: group('bodySign', ({ index, accessKey, text, random }) => {
      const body = makeBody(index, text, randomText(18, random));
      const parts = { accessKey, body: toBytes(body) };
      const { signature } = stagesV1BodySign(parts, primitives);
      return { accessKey, body, signature, header: signV1Body(parts, primitives) };
    }),
    requestSignature: group('requestSignature', ({ index, accessKey, text, at, random }) => {
      const body = makeBody(index, text, randomText(18, random));
      // Documents disagree about the unit, so both are covered.
      const timestamp = String(index % 2 ? at.getTime() : Math.floor(at.getTime() / 1_000));
      const nonce = randomText(index % 3 ? 32 : 16, random);
      const { signature } = stagesV2Request({ accessKey, nonce, timestamp, body: toBytes(body) }, primitives);
      return { accessKey, nonce, timestamp, body, signature };
    }),
  };
}

function encryptionEntry({ index, accessKey, text: plaintext, random }: Entry, primitives: Primitives) {
  const encryptType: EncryptType = index % 2 ? '2' : '1';
  const iv = newIv(random);
  const aesKeyHex = toHex(deriveKey(accessKey, encryptType, primitives));
  const ciphertext = encryptField(plaintext, { accessKey, encryptType, iv }, primitives);
  return { accessKey, encryptType, iv, plaintext, aesKeyHex, ciphertext };
}

function authTokenEntry({ index, accessKey, text, at, random }: Entry, primitives: Primitives) {
  const params = {
    ...(index % 4 === 0 ? { Zeta: '' } : {}),
    activity: ACTIVITIES[index % ACTIVITIES.length] ?? '',
    businessId: randomText(32, random),
    ...(index % 3 === 0
      ? { email: encryptField(text, { accessKey, encryptType: '1', iv: newIv(random) }, primitives) }
      : {}),
    orderId: `CS${randomText(16, random)}`,
    ...(index % 2 === 0 ? { note: text } : {}),
    ...(index % 5 === 0 ? { testFlag: '1' } : {}),
    timeStamp: formatUtcTimestamp(at, true),
  };
  const { signature } = stagesV1AuthToken({ accessKey, parameters: Object.entries(params) }, primitives);
  return { accessKey, params, authToken: signature };
}
