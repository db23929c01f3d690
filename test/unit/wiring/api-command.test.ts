import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { apiCommand } from '@/lib/wiring/commands/api';

type Heard = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { body: string };

/** A desk that answers with this status and body. */
async function startDesk(status: number, body: string) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let sent = '';
    for await (const chunk of request) sent += String(chunk);
    const { method, url, headers } = request;
    heard.push({ method, url, headers, body: sent });
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** What the command said, with which code it ended. */
async function run(environment: Record<string, string>, ...words: string[]) {
  const said: { out: string; error: string; code: number; file?: string } = { out: '', error: '', code: -1 };
  const command = apiCommand({
    isInteractive: false,
    readInput: async () => new TextEncoder().encode('{"from":"input"}'),
    ask: async () => '',
    readFile: async (path) => {
      if (path !== 'body.json') throw new Error('there is no such file');
      return new TextEncoder().encode('{"from":"file"}');
    },
    writeFile: async (path, bytes) => {
      if (path !== 'new.bin') throw new Error('there is such a file');
      said.file = new TextDecoder().decode(bytes);
    },
    environment: (name) => environment[name],
    write: (text) => {
      said.out += text;
    },
    writeError: (text) => {
      said.error += text;
    },
    setExitCode: (code) => {
      said.code = code;
    },
    clock: fixedClock('2026-03-02T09:00:00Z'),
    random: (size) => new Uint8Array(size),
  });
  await command
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(words, { from: 'user' });
  return said;
}

const KEY = { PREFLIGHT_API_KEY: 'pfk_test' };

it('sends a request with the key of the environment, and writes what came back', async () => {
  const { heard, url } = await startDesk(200, '{"data":[]}');
  const said = await run({ ...KEY, PREFLIGHT_URL: url }, 'get', '/assets?limit=2');
  expect(said).toEqual({ out: '{"data":[]}\n', error: '', code: 0 });
  expect(heard).toMatchObject([
    { method: 'GET', url: '/api/v1/assets?limit=2', headers: { authorization: 'Bearer pfk_test' }, body: '' },
  ]);
});

it.each([
  ['{"from":"line"}', '{"from":"line"}'],
  ['@body.json', '{"from":"file"}'],
  ['-', '{"from":"input"}'],
])('takes the body from %s', async (data, body) => {
  const { heard, url } = await startDesk(201, '{}');
  const words = ['POST', '/api/v1/assets', '--data', data, '--idempotency-key', 'one', '--if-match', '"x"'];
  expect((await run({ ...KEY, PREFLIGHT_URL: url }, ...words)).code).toBe(0);
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'one', 'if-match': '"x"' };
  expect(heard).toMatchObject([{ method: 'POST', url: '/api/v1/assets', headers, body }]);
});

it('sends a file as it is, and writes what came back to a new one', async () => {
  const { heard, url } = await startDesk(200, 'answer');
  const words = ['POST', '/a', '--file', 'body.json', '--output', 'new.bin'];
  const said = await run({ ...KEY, PREFLIGHT_URL: url }, ...words);
  expect(said).toEqual({ out: '', error: '', code: 0, file: 'answer' });
  const headers = { 'content-type': 'application/octet-stream' };
  expect(heard).toMatchObject([{ headers, body: '{"from":"file"}' }]);
});

it('writes a refusal where people see it, and not to the file', async () => {
  const { url } = await startDesk(404, '{"detail":"why"}');
  const said = await run({ ...KEY, PREFLIGHT_URL: url }, 'GET', '/a', '--output', 'new.bin');
  expect(said).toMatchObject({ out: '{"detail":"why"}\n', code: 1 });
  expect(said.file).toBeUndefined();
});

it('never writes over a file', async () => {
  const { url } = await startDesk(200, 'answer');
  const asked = run({ ...KEY, PREFLIGHT_URL: url }, 'GET', '/a', '--output', 'old.bin');
  await expect(asked).rejects.toMatchObject({ code: 'commander.invalidArgument' });
});

it.each([
  [404, 1],
  [412, 1],
  [503, 3],
])('tells by its exit code what became of it: %i', async (status, code) => {
  const { url } = await startDesk(status, '{"detail":"why"}');
  const said = await run({ ...KEY, PREFLIGHT_URL: url }, 'DELETE', '/assets/x');
  expect(said).toMatchObject({ out: '{"detail":"why"}\n', code });
  expect(said.error).toContain(String(status));
});

it('tells that the desk did not answer', async () => {
  const said = await run({ ...KEY, PREFLIGHT_URL: 'http://127.0.0.1:1' }, 'GET', '/assets');
  expect(said).toMatchObject({ out: '', code: 3 });
});

it.each([
  [{}, ['GET', '/assets']],
  [KEY, ['TRACE', '/assets']],
  [KEY, ['GET', 'https://other.example/assets']],
  [KEY, ['GET', '/assets\r\nX: y']],
  [KEY, ['POST', '/assets', '--data', '@none.json']],
  [KEY, ['POST', '/assets', '--file', 'none.json']],
  [KEY, ['POST', '/assets', '--file', 'body.json', '--data', '{}']],
  [{ ...KEY, PREFLIGHT_URL: 'nowhere' }, ['GET', '/assets']],
])('refuses %j %j', async (environment, words) => {
  await expect(run(environment, ...words)).rejects.toMatchObject({ code: 'commander.invalidArgument' });
});
