import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { guardFor, rawServer } from './raw-server';

const page = (text: string, headers = '') =>
  `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${text.length}\r\n\r\n${text}`;

/** What a server answers to two requests, one after the other; `between` waits for what the server sees first. */
async function twice(
  onConnection: (socket: Socket, connection: number) => void,
  { method = 'GET', between = async () => undefined as unknown } = {},
): Promise<{ seen: string[]; connections: number }> {
  let count = 0;
  const server = await rawServer((socket) => onConnection(socket, ++count));
  const outbound = guardFor([server.host], undefined, true);
  const ask = async () => {
    const result = await outbound.send({ method, url: server.url, timeoutMs: 5_000 });
    return result.ok ? Buffer.from(result.exchange.response.body).toString() : result.failure.code;
  };
  const first = await ask();
  await between();
  return { seen: [first, await ask()], connections: server.connections() };
}

describe('a connection that is kept', () => {
  it('serves the next request', async () => {
    const { seen, connections } = await twice((socket) => {
      let requests = 0;
      socket.on('data', () => socket.write(page(`answer ${++requests}`)));
    });
    expect([seen, connections]).toEqual([['answer 1', 'answer 2'], 1]);
  });

  it.each([
    ['a whole answer', page('poison')],
    ['the beginning of one', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['what is no HTTP', 'SSH-2.0-other\r\n'],
    ['a line break', '\r\n'],
  ])('is closed when %s comes unasked', async (_name, unasked) => {
    let closed: Promise<unknown> = Promise.resolve();
    let open: Socket | null = null;
    const { seen, connections } = await twice(
      (socket, connection) => {
        socket.on('data', () => socket.write(page(`answer ${connection}`)));
        open = socket;
        closed = new Promise((resolve) => socket.once('close', resolve));
      },
      {
        between: () => {
          open?.write(unasked);
          return closed;
        },
      },
    );
    expect([seen, connections]).toEqual([['answer 1', 'answer 2'], 2]);
  });

  it.each([
    ['a second answer behind the first', `${page('answer 1')}${page('poison')}`],
    ['bytes behind the answer', `${page('answer 1')}more`],
    ['an answer that is the last', page('answer 1', 'Connection: close\r\n')],
    ['an answer of HTTP/1.0', page('answer 1').replace('HTTP/1.1', 'HTTP/1.0')],
  ])('is not kept after %s', async (_name, answer) => {
    const { seen, connections } = await twice((socket, connection) => {
      socket.on('data', () => socket.write(connection === 1 ? answer : page('answer 2')));
    });
    expect(seen[1]).toBe('answer 2');
    expect(connections).toBe(2);
  });

  it('is asked again over a new one when the server has hung up meanwhile', async () => {
    const { seen, connections } = await twice((socket, connection) => {
      let requests = 0;
      socket.on('data', () => {
        if (++requests === 1) socket.write(page(`answer ${connection}`));
        else socket.destroy();
      });
    });
    expect([seen, connections]).toEqual([['answer 1', 'answer 2'], 2]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('is never one that served %s', async (method) => {
    const { seen, connections } = await twice(
      (socket, connection) => {
        socket.on('data', () => socket.write(page(`answer ${connection}`)));
      },
      { method },
    );
    expect([seen, connections]).toEqual([['answer 1', 'answer 2'], 2]);
  });
});
