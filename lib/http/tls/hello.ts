import { isIP } from 'node:net';

export const TLS_PROTOCOLS = ['SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsProtocol = (typeof TLS_PROTOCOLS)[number];
/** Versions whose hello has the common form (RFC 8446 §4.1.2); SSLv2 has its own. */
export type HelloProtocol = Exclude<TlsProtocol, 'SSLv2'>;

const VERSION: Record<HelloProtocol, number> = {
  SSLv3: 0x0300,
  'TLSv1.0': 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
};
const GROUPS = [0x001d, 0x0017, 0x0018, 0x0019];
const SIGNATURES = [
  0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0807, 0x0203, 0x0201, 0x0202,
];

const u16 = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
const u24 = (value: number): number[] => [(value >> 16) & 0xff, ...u16(value)];
const vector16 = (bytes: readonly number[]): number[] => [...u16(bytes.length), ...bytes];
const extension = (type: number, body: readonly number[]): number[] => [...u16(type), ...vector16(body)];

/**
 * A ClientHello record that offers exactly one version and the given suites.
 * @param random 64 bytes: 32 for the hello, 32 as an X25519 share whose key nobody needs, for no handshake is finished
 */
export function clientHello(
  protocol: HelloProtocol,
  suiteCodes: readonly number[],
  hostname: string,
  random: Uint8Array,
): Uint8Array {
  const version = VERSION[protocol];
  const legacyVersion = Math.min(version, 0x0303);
  const extensions =
    protocol === 'SSLv3' ? [] : helloExtensions(protocol, hostname, [...random.subarray(32, 64)]);
  const body = [
    ...u16(legacyVersion),
    ...random.subarray(0, 32),
    0,
    ...vector16(suiteCodes.flatMap(u16)),
    ...[1, 0],
    ...(extensions.length > 0 ? vector16(extensions) : []),
  ];
  const handshake = [1, ...u24(body.length), ...body];
  return Uint8Array.from([22, ...u16(Math.min(version, 0x0301)), ...vector16(handshake)]);
}

function helloExtensions(protocol: HelloProtocol, hostname: string, keyShare: number[]): number[] {
  const name = [...Buffer.from(hostname.replace(/\.$/, ''), 'latin1')];
  const isModern = protocol === 'TLSv1.2' || protocol === 'TLSv1.3';
  return [
    ...(isIP(hostname) === 0 ? extension(0, vector16([0, ...vector16(name)])) : []),
    ...extension(10, vector16(GROUPS.flatMap(u16))),
    ...extension(11, [1, 0]),
    ...(isModern ? extension(13, vector16(SIGNATURES.flatMap(u16))) : []),
    ...(protocol === 'TLSv1.3'
      ? [
          ...extension(43, [2, ...u16(VERSION[protocol])]),
          ...extension(45, [1, 1]),
          ...extension(51, vector16([...u16(0x001d), ...vector16(keyShare)])),
        ]
      : []),
    ...extension(0xff01, [0]),
  ];
}

/** An SSLv2 CLIENT-HELLO with all seven suites of that protocol. */
export function sslv2Hello(random: Uint8Array): Uint8Array {
  const suites = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07].flatMap((kind) => [
    kind,
    0,
    kind === 6 ? 0x40 : kind === 7 ? 0xc0 : 0x80,
  ]);
  const challenge = [...random.subarray(0, 16)];
  const body = [1, 0, 2, ...u16(suites.length), ...u16(0), ...u16(challenge.length), ...suites, ...challenge];
  return Uint8Array.from([0x80 | (body.length >> 8), body.length & 0xff, ...body]);
}

/** What came back to a hello: the server's choice, its refusal, or too few bytes yet to tell. */
export type HelloResponse =
  | { kind: 'hello'; version: number; suite: number }
  | { kind: 'refused' }
  | { kind: 'incomplete' };

const MAX_HELLO_BYTES = 16_640;

/** Whether bytes are the beginning of a TLS record (RFC 8446 §5.1) or of an SSLv2 one; nothing at all could be one. */
export const isTlsResponse = (bytes: Uint8Array): boolean => {
  const [type = 0x80, major = 3] = bytes;
  return type >= 0x80 || (type >= 20 && type <= 23 && major === 3);
};

/** Whether the response chose the version that was offered, and not another one. */
export const isVersion = (response: HelloResponse, protocol: HelloProtocol): boolean =>
  response.kind === 'hello' && response.version === VERSION[protocol];

/** Reads a ServerHello (RFC 5246 §7.4.1.3, RFC 8446 §4.1.3, a HelloRetryRequest included) from the first record. */
export function readServerHello(bytes: Uint8Array): HelloResponse {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 0 && bytes[0] !== 22) return { kind: 'refused' };
  if (bytes.length < 9) return { kind: 'incomplete' };
  const length = ((bytes[6] ?? 0) << 16) | view.getUint16(7);
  if (bytes[5] !== 2 || length < 38 || length > MAX_HELLO_BYTES) return { kind: 'refused' };
  if (bytes.length < 9 + length) return { kind: 'incomplete' };
  const suiteAt = 9 + 2 + 32 + 1 + (bytes[43] ?? 0);
  const end = 9 + length;
  if (suiteAt + 3 > end) return { kind: 'refused' };
  const chosen = extensionValue(view, suiteAt + 5, end, 43);
  return { kind: 'hello', version: chosen ?? view.getUint16(9), suite: view.getUint16(suiteAt) };
}

/** The two bytes of an extension's value; null when it is absent. */
function extensionValue(view: DataView, from: number, end: number, type: number): number | null {
  for (let at = from; at + 4 <= end; at += 4 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === type && at + 6 <= end) return view.getUint16(at + 4);
  }
  return null;
}

/** SERVER-HELLO of SSLv2: a two-byte length, type 4, and version 2; an error or anything else is a refusal. */
export function readSslv2Hello(bytes: Uint8Array): HelloResponse {
  if (bytes.length > 0 && ((bytes[0] ?? 0) & 0x80) === 0) return { kind: 'refused' };
  if (bytes.length < 13) return { kind: 'incomplete' };
  const version = ((bytes[5] ?? 0) << 8) | (bytes[6] ?? 0);
  const suiteBytes = ((bytes[9] ?? 0) << 8) | (bytes[10] ?? 0);
  return bytes[2] === 4 && version === 2 && suiteBytes > 0
    ? { kind: 'hello', version: 2, suite: 0 }
    : { kind: 'refused' };
}
