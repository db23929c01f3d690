import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { type CapturedResponse, headerValue, type RawHeader } from './exchange';

type Cut = { bytes: Uint8Array; isTruncated: boolean };

const MAX_CODINGS = 3;

/** The answer with its body up to `maxBytes`, before and after content decoding; the connection is cut at the cap. */
export async function readResponse(
  message: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<CapturedResponse> {
  const headers = pairs(message.rawHeaders);
  const raw = await readBody(message, maxBytes);
  const decoded = await decodeContent(raw, headerValue(headers, 'content-encoding'), maxBytes, signal);
  return {
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? '',
    httpVersion: message.httpVersion,
    headers,
    body: raw.bytes,
    decodedBody: decoded.bytes,
    isTruncated: raw.isTruncated || decoded.isTruncated,
  };
}

const pairs = (flat: readonly string[]): RawHeader[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? '', flat[2 * i + 1] ?? ''] as const);

function readBody(message: IncomingMessage, maxBytes: number): Promise<Cut> {
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
    message.on('error', reject);
    message.on('close', () => reject(Object.assign(new Error('answer ended early'), { code: 'ECONNRESET' })));
  });
}

const joined = (chunks: Buffer[], maxBytes: number): Uint8Array => {
  const all = Buffer.concat(chunks);
  return new Uint8Array(all.subarray(0, maxBytes));
};

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
  const codings = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (codings.length === 0 || codings.length > MAX_CODINGS || raw.bytes.length === 0) return raw;
  let current = raw;
  for (const coding of codings.reverse()) {
    const decoder = decoderOf(coding, current.bytes);
    if (!decoder) return raw;
    const next = await inflate(decoder, current.bytes, maxBytes, signal);
    if (!next) return raw;
    current = next;
  }
  return current;
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
      finish(() => resolve(size === 0 ? null : { bytes: joined(chunks, maxBytes), isTruncated: false })),
    );
    signal.addEventListener('abort', stop, { once: true });
    decoder.end(bytes);
  });
}
