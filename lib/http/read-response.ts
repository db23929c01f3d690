import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { type CapturedResponse, headerValue, type RawHeader } from './exchange';
import { OutboundError } from './rules/failure';

type Cut = { bytes: Uint8Array; isTruncated: boolean; isBroken?: true };
type Caps = { maxBodyBytes: number; isPartKept: boolean };

const MAX_CODINGS = 3;

/** The answer with its body up to `maxBodyBytes`, before and after content decoding; the connection is cut at the cap. */
export async function readResponse(
  message: IncomingMessage,
  caps: Caps,
  signal: AbortSignal,
): Promise<CapturedResponse> {
  const headers = pairs(message.rawHeaders);
  const raw = await readBody(message, caps);
  const coding = headerValue(headers, 'content-encoding');
  const decoded = await decodeContent(raw, coding, caps.maxBodyBytes, signal);
  return {
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? '',
    httpVersion: message.httpVersion,
    headers,
    body: raw.bytes,
    decodedBody: decoded.bytes,
    isTruncated: raw.isTruncated || decoded.isTruncated,
    ...(raw.isBroken || decoded.isBroken ? { isBroken: true as const } : {}),
  };
}

function pairs(flat: readonly string[]): RawHeader[] {
  const found: RawHeader[] = [];
  for (let at = 0; at < flat.length; at += 2) found.push([flat[at] ?? '', flat[at + 1] ?? '']);
  return found;
}

function readBody(message: IncomingMessage, { maxBodyBytes: maxBytes, isPartKept }: Caps): Promise<Cut> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= maxBytes) return;
      resolve({ bytes: joined(chunks, maxBytes), isTruncated: true });
      message.destroy();
    });
    message.on('end', () => resolve({ bytes: joined(chunks, maxBytes), isTruncated: false }));
    const onEarlyEnd = (error: Error) => {
      const isStopped = error instanceof OutboundError && error.code === 'ABORTED';
      if (!isPartKept || size === 0 || isStopped) reject(error);
      else resolve({ bytes: joined(chunks, maxBytes), isTruncated: false, isBroken: true });
    };
    message.on('error', onEarlyEnd);
    message.on('close', () =>
      onEarlyEnd(Object.assign(new Error('answer ended early'), { code: 'ECONNRESET' })),
    );
  });
}

/** A copy of its own: a chunk is a view into a much larger buffer of the socket. */
function joined(chunks: Buffer[], maxBytes: number): Uint8Array {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const all = new Uint8Array(Math.min(length, maxBytes));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk.subarray(0, all.length - at), at);
    at += chunk.length;
    if (at >= all.length) break;
  }
  return all;
}

/**
 * Undoes the codings of a Content-Encoding header, last one first, each with the same cap (a small gzip can hold
 * gigabytes). What cannot be decoded stays as it came: the caller sees the bytes, not an error.
 */
export async function decodeContent(
  raw: Cut,
  header: string | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Cut> {
  if (header === null) return raw;
  const codings = header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (codings.length === 0 || codings.length > MAX_CODINGS || raw.bytes.length === 0) return raw;
  let current = raw;
  for (const coding of codings.reverse()) {
    const decoder = decoderOf(coding, current.bytes);
    const next = decoder && (await inflate(decoder, current.bytes, maxBytes, signal));
    if (!next) return { ...raw, isBroken: true };
    const isWhole = !current.isBroken && !isCutShort(coding, current, next);
    current = isWhole ? next : { ...next, isBroken: true };
  }
  return current;
}

/** A gzip stream ends with the length of what was packed (RFC 1952 §2.3.1); one that was cut ends with anything else. */
function isCutShort(coding: string, packed: Cut, unpacked: Cut): boolean {
  if (!coding.endsWith('gzip') || packed.isTruncated || unpacked.isTruncated) return false;
  return (
    packed.bytes.length < 18 ||
    Buffer.from(packed.bytes.slice(-4)).readUInt32LE() !== unpacked.bytes.length % 2 ** 32
  );
}

function decoderOf(coding: string, bytes: Uint8Array): Transform | null {
  // A body cut at the cap has no proper end: what is there is decoded without asking for it.
  const options = { finishFlush: constants.Z_SYNC_FLUSH };
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip(options);
  if (coding === 'br') return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
  // Servers send both forms under this name: the zlib one starts with compression method 8 (RFC 1950 §2.2).
  if (coding === 'deflate')
    return ((bytes[0] ?? 0) & 0x0f) === 8 ? createInflate(options) : createInflateRaw(options);
  return null;
}

/** Null where not a single byte could be decoded. */
function inflate(
  decoder: Transform,
  bytes: Uint8Array,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Cut | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = () => finish(() => reject(signal.reason));
    const finish = (settle: () => void) => {
      signal.removeEventListener('abort', stop);
      settle();
      decoder.destroy();
    };
    decoder.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) finish(() => resolve({ bytes: joined(chunks, maxBytes), isTruncated: true }));
    });
    decoder.on('end', () => finish(() => resolve({ bytes: joined(chunks, maxBytes), isTruncated: false })));
    decoder.on('error', () =>
      finish(() =>
        resolve(size === 0 ? null : { bytes: joined(chunks, maxBytes), isTruncated: false, isBroken: true }),
      ),
    );
    signal.addEventListener('abort', stop, { once: true });
    decoder.end(bytes);
  });
}
