import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutbound } from '@/lib/http/outbound';
import { answering } from './raw-server';

const head = (...lines: string[]) => `HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\n\r\n`;

/** What is kept of an answer that breaks off, and the code of the failure that it is for callers who did not ask. */
async function sendBoth(bytes: string | Uint8Array) {
  const server = await answering(bytes, true);
  const outbound = createOutbound({ extraPorts: [], allowPrivate: [server.host], isKeepAlive: true });
  onTestFinished(() => outbound.close());
  const kept = await outbound.send({ method: 'GET', url: server.url, isPartKept: true });
  const strict = await outbound.send({ method: 'GET', url: server.url });
  const response = kept.ok ? kept.exchange.response : null;
  return {
    text: response && Buffer.from(response.decodedBody).toString(),
    isBroken: response?.isBroken === true,
    strict: strict.ok ? 'answered' : strict.failure.code,
  };
}

describe('a body that breaks off, where its beginning is asked for', () => {
  it.each<[string, string, string, boolean, string]>([
    ['shorter than announced', head('Content-Length: 90').concat('hello'), 'hello', true, 'CONNECTION_RESET'],
    [
      'a chunk without an end',
      head('Transfer-Encoding: chunked').concat('5\r\nhello\r\n'),
      'hello',
      true,
      'CONNECTION_RESET',
    ],
    [
      'a chunk without a length',
      head('Transfer-Encoding: chunked').concat('5\r\nhello\r\nZZ\r\n'),
      'hello',
      true,
      'RESPONSE_MALFORMED',
    ],
    ['whole', head('Content-Length: 5').concat('hello'), 'hello', false, 'answered'],
  ])('is kept when it is %s', async (_what, bytes, text, isBroken, strict) => {
    expect(await sendBoth(bytes)).toEqual({ text, isBroken, strict });
  });

  it('is whole when more comes than was announced', async () => {
    const kept = await sendBoth(head('Content-Length: 5', 'Connection: close').concat('hello and more'));
    expect(kept).toMatchObject({ text: 'hello', isBroken: false });
  });

  it('is a failure when nothing of it came', async () => {
    expect(await sendBoth(head('Content-Length: 90'))).toMatchObject({ text: null });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('says that a stream of %s ended early, and gives what could be unpacked', async (coding, pack) => {
    const whole = pack(Array.from({ length: 20_000 }, (_, i) => `word${i} `).join(''));
    const cut = whole.subarray(0, whole.length - 9);
    const bytes = Buffer.concat([
      Buffer.from(head(`Content-Encoding: ${coding}`, `Content-Length: ${cut.length}`)),
      cut,
    ]);
    const kept = await sendBoth(bytes);
    expect(kept.isBroken).toBe(true);
    expect(kept.text).toContain('word1 word2');
  });
});
