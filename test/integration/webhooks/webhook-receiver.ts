import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedWebhook = { headers: IncomingHttpHeaders; body: string };

/**
 * Verifies a message as the specification describes it, written from its text alone: the key is what follows `whsec_`
 * in base64; one of the signatures of version 1 is HMAC-SHA256 over `id.timestamp.body`; the time is near.
 */
export function isSigned({ headers, body }: ReceivedWebhook, secret: string, now: Date): boolean {
  const [id, time, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name] ?? ''),
  );
  if (Math.abs(now.getTime() / 1_000 - Number(time)) > 300) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${time}.${body}`, 'utf8').digest();
  return String(signatures)
    .split(' ')
    .map((one) => one.split(','))
    .some(([version, text = '']) => {
      const given = Buffer.from(text, 'base64');
      return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
    });
}

/** A receiver on this machine that keeps what it gets and answers as it is told. */
export async function startReceiver() {
  const received: ReceivedWebhook[] = [];
  const state = { status: 200, headers: {} as Record<string, string>, text: 'thanks' };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(state.status, state.headers).end(state.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    state,
    port,
    url: `http://127.0.0.1:${port}/hook`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
