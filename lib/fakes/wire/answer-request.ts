import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { type Ask, type Reply, reply, type WireReply } from './ask-and-reply';

export type Handler = (ask: Ask) => WireReply | Promise<WireReply>;

/** What a listener is called with, whichever version of HTTP is spoken. */
export type AnyRequest = IncomingMessage | Http2ServerRequest;
export type AnyResponse = ServerResponse | Http2ServerResponse;

const MAX_BODY_BYTES = 256 * 1024;

/**
 * Reads a request to its end and answers it. A handler that throws is answered 500 without a word about the reason.
 * @param reset cuts the connection below
 */
export async function answerRequest(
  request: AnyRequest,
  response: AnyResponse,
  handle: Handler,
  reset: () => void,
): Promise<void> {
  try {
    const body = await readBody(request);
    if (body === null)
      return write(response, reply(413, 'text/plain; charset=utf-8', 'The body is too large.'));
    const ask = toAsk(request, body);
    const outcome = ask
      ? await handle(ask)
      : reply(400, 'text/plain; charset=utf-8', 'The address is malformed.');
    if (outcome === 'reset') reset();
    else write(response, outcome);
  } catch {
    if (!response.headersSent && !response.writableEnded) {
      write(response, reply(500, 'text/plain; charset=utf-8', 'Something went wrong.'));
    }
  }
}

/** The whole body, or null when it is longer than the cap; the rest is then read and dropped. */
async function readBody(request: AnyRequest): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length <= MAX_BODY_BYTES ? new Uint8Array(Buffer.concat(chunks)) : null;
}

/** Null for a target that is not a path (`*`, an absolute URL): the fakes are not proxies. */
function toAsk(request: AnyRequest, body: Uint8Array): Ask | null {
  const target = request.url ?? '';
  if (!target.startsWith('/')) return null;
  const [path = '/', ...rest] = target.split('?');
  const query = new URLSearchParams(rest.join('?'));
  return { method: request.method ?? 'GET', target, path, query, headers: request.headers, body };
}

function write(response: AnyResponse, { status, headers, body }: Reply) {
  const all = [...headers, ['Content-Length', String(body.length)] as const];
  if ('stream' in response) {
    // HTTP/2 wants each name once, in lower case; several values of one name are a list.
    const byName: Record<string, string[]> = {};
    for (const [name, value] of all) {
      const lower = name.toLowerCase();
      byName[lower] = [...(byName[lower] ?? []), value];
    }
    response.writeHead(status, byName);
  } else response.writeHead(status, all.flat());
  response.end(body);
}
