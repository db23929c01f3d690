import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { type CapturedResponse, headerValue, type RawHeader } from './exchange';
import type { Limit, Progress } from './request-progress';
import { OutboundError } from './rules/failure';

type Cut = { bytes: Uint8Array; isTruncated: boolean; isBroken?: true };
type Caps = { maxBodyBytes: number; isPartKept: boolean };

const MAX_CODINGS = 3;

/** The response with its body up to `maxBodyBytes`, before and after content decoding; the connection is cut at the cap. */
export async function readResponse(
  message: IncomingMessage,
  caps: Caps,
  progress: Progress,
  limit: Limit,
): Promise<CapturedResponse> {
  const headers = pairs(message.rawHeaders);
  const announced = headerValue(headers, 'content-length');
  progress.body = { announcedBytes: announced === null ? null : Number(announced), receivedBytes: 0 };
  const raw = await readBody(message, caps, progress.body);
  const coding = headerValue(headers, 'content-encoding');
  const decoded = coding === null ? raw : await decodeContent(raw, coding, caps.maxBodyBytes, limit);
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

type Body = { chunks: Buffer[]; caps: Caps; count: { receivedBytes: number } };

/** @param count what came so far, so that a body that breaks off can be told by how much */
function readBody(message: IncomingMessage, caps: Caps, count: Body['count']): Promise<Cut> {
  const body: Body = { chunks: [], caps, count };
  const { chunks } = body;
  return new Promise((resolve, reject) => {
    message.on('data', (chunk: Buffer) => {
      count.receivedBytes += chunk.length;
      chunks.push(chunk);
      if (count.receivedBytes <= caps.maxBodyBytes) return;
      resolve({ bytes: joined(chunks, caps.maxBodyBytes), isTruncated: true });
      message.destroy();
    });
    message.on('end', () => resolve({ bytes: joined(chunks, caps.maxBodyBytes), isTruncated: false }));
    message.on('error', (error) => endEarly(body, error, resolve, reject));
    message.on('close', () => {
      if (message.readableEnded) return;
      const error = Object.assign(new Error('answer ended early'), { code: 'ECONNRESET' });
      endEarly(body, error, resolve, reject);
    });
  });
}

function endEarly(
  { chunks, caps, count }: Body,
  error: Error,
  resolve: (cut: Cut) => void,
  reject: (error: Error) => void,
): void {
  const isStopped = error instanceof OutboundError && error.code === 'ABORTED';
  if (!caps.isPartKept || count.receivedBytes === 0 || isStopped) reject(error);
  else resolve({ bytes: joined(chunks, caps.maxBodyBytes), isTruncated: false, isBroken: true });
}

/** A copy of its own: a chunk is a view into a much larger buffer of the socket. */
function joined(chunks: Buffer[], maxBytes: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1 && only.length <= maxBytes) return new Uint8Array(only);
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
  limit?: Limit,
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
    const next = await unpacked(coding, current, maxBytes, limit);
    if (!next) return { ...raw, isBroken: true };
    current = next;
  }
  return current;
}

/** Strictly first; what breaks off is unpacked as far as it goes. Null where not a single byte could be decoded. */
async function unpacked(coding: string, packed: Cut, maxBytes: number, limit?: Limit): Promise<Cut | null> {
  // A body cut at the cap has no proper end.
  const strict = packed.isTruncated ? null : createDecoder(coding, packed.bytes, true);
  const whole = strict && (await inflate(strict, packed.bytes, maxBytes, limit));
  if (whole && !whole.isBroken) return packed.isBroken ? { ...whole, isBroken: true } : whole;
  const lenient = createDecoder(coding, packed.bytes, false);
  const beginning = lenient && (await inflate(lenient, packed.bytes, maxBytes, limit));
  if (!beginning) return null;
  return packed.isTruncated ? beginning : { ...beginning, isBroken: true };
}

function createDecoder(coding: string, bytes: Uint8Array, isStrict: boolean): Transform | null {
  const options = isStrict ? {} : { finishFlush: constants.Z_SYNC_FLUSH };
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip(options);
  if (coding === 'br')
    return createBrotliDecompress(isStrict ? {} : { finishFlush: constants.BROTLI_OPERATION_FLUSH });
  // Servers send both forms under this name: the zlib one starts with compression method 8 (RFC 1950 §2.2).
  if (coding === 'deflate')
    return ((bytes[0] ?? 0) & 0x0f) === 8 ? createInflate(options) : createInflateRaw(options);
  return null;
}

/** Null where not a single byte came out. */
function inflate(
  decoder: Transform,
  bytes: Uint8Array,
  maxBytes: number,
  limit?: Limit,
): Promise<Cut | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (reason: Error) => finish(() => reject(reason));
    const finish = (settle: () => void) => {
      limit?.offFire(stop);
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
    limit?.onFire(stop);
    decoder.end(bytes);
  });
}
