import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openAddressListener } from '@/lib/http/address-listener';
import { readListener } from '@/lib/http/rules/listener-settings';
import { sendRaw } from '../fixtures/send-raw';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function open(path = '') {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/${path}`;
  const listener = openAddressListener({ address, host: '127.0.0.1', port });
  await listener.ready;
  onTestFinished(() => listener.close());
  return { listener, address, port };
}

const get = (url: string, method = 'GET') => sendRaw({ method, url, headers: {}, body: Buffer.from('') });

it.each(['', 'below/a/folder', 'folder/'])(
  'answers what it offered below "%s", and knows who asked',
  async (path) => {
    const { listener } = await open(path);
    const [asked, other] = [listener.offer('<!ENTITY a "b">'), listener.offer('')];
    expect(new Set([asked, other]).size).toBe(2);
    expect(listener.wasAsked(asked)).toBe(false);
    expect(await get(asked)).toMatchObject({ status: 200, text: '<!ENTITY a "b">' });
    expect([listener.wasAsked(asked), listener.wasAsked(other)]).toEqual([true, false]);
  },
);

it.each([
  ['another name', (address: string) => `${address}0`, 'GET'],
  ['the beginning of one', (address: string) => address.slice(0, -1), 'GET'],
  ['its own page', (address: string) => new URL('/', address).href, 'GET'],
  ['what would be sent there', (address: string) => address, 'POST'],
])('does not know %s', async (_name, write, method) => {
  const { listener } = await open();
  const offered = listener.offer('text');
  expect(await get(write(offered), method)).toMatchObject({ status: 404, text: '' });
  expect(listener.wasAsked(offered)).toBe(false);
});

it('forgets what was offered long ago, and goes on', async () => {
  const { listener } = await open();
  const first = listener.offer('first');
  for (let count = 0; count < 5_000; count += 1) listener.offer('');
  const last = listener.offer('last');
  expect(await get(first)).toMatchObject({ status: 404 });
  expect(await get(last)).toMatchObject({ status: 200, text: 'last' });
});

it('says so where it cannot listen', async () => {
  const { port, address } = await open();
  const second = openAddressListener({ address, host: '127.0.0.1', port });
  await expect(second.ready).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it.each([
  [
    ['http://listener.test:8080/x'],
    { address: 'http://listener.test:8080/x', host: 'listener.test', port: 8080 },
  ],
  [['http://[::1]/'], { address: 'http://[::1]/', host: '::1', port: 80 }],
  [
    ['http://listener.test', '0.0.0.0:9000'],
    { address: 'http://listener.test/', host: '0.0.0.0', port: 9000 },
  ],
  [['http://listener.test', '[::]:9000'], { address: 'http://listener.test/', host: '::', port: 9000 }],
  [[undefined], undefined],
] as const)('reads %j', ([address, place], settings) => {
  expect(readListener(address, place)).toEqual(settings);
});

it.each([
  ['https://listener.test/'],
  ['ftp://listener.test/'],
  ['listener.test:80'],
  ['http://anna:secret@listener.test/'],
  ['http://listener.test/?a=b'],
  ['http://listener.test/', '9000'],
  ['http://listener.test/', '0.0.0.0:0'],
  ['http://listener.test/', '0.0.0.0:70000'],
  [undefined, '0.0.0.0:9000'],
] as const)('refuses %j', (address, place?: string) => {
  expect(() => readListener(address, place)).toThrow(RangeError);
});
