import dns from 'node:dns';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { objectKey } from '@/lib/storage/object-key';
import { createS3Store } from '@/lib/storage/s3-store';
import { isStoreWritable, tryStorage } from '@/lib/storage/try-storage';
import { refusal, S3_ACCOUNT, S3_BUCKET, startS3Peer } from '@/test/fixtures/s3/s3-peer';

const PART_BYTES = 8 * 1024 * 1024;
const large = () => Buffer.alloc(2 * PART_BYTES + 1, 'large');
const bytes = new TextEncoder().encode('evidence');

async function bed(change: Partial<Parameters<typeof createS3Store>[0]> = {}) {
  const peer = await startS3Peer(1);
  const folder = await mkdtemp(path.join(tmpdir(), 'preflight-s3-'));
  onTestFinished(async () => {
    await peer.close();
    await rm(folder, { recursive: true, force: true });
  });
  const place = {
    ...S3_ACCOUNT,
    bucket: S3_BUCKET,
    prefix: '',
    endpoint: `http://127.0.0.1:${peer.port}`,
    addressing: 'path' as const,
    ...change,
  };
  return { peer, place, store: createS3Store(place, folder, 64 * 1024 * 1024) };
}

describe('what an object store in S3 is asked for', () => {
  it('sends what is small at once, and what is larger in parts with a hash each', async () => {
    const { peer, store } = await bed();
    await store.put(bytes);
    expect(peer.requests.map(({ method, query }) => [method, query])).toEqual([['PUT', 'x-id=PutObject']]);
    const { key } = await store.put(large());
    expect(peer.objects.get(key)?.etag).toMatch(/-3"$/);
    expect(peer.requests.filter(({ query }) => query.includes('partNumber'))).toHaveLength(3);
    expect(peer.requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(Buffer.from((await store.get(key)) ?? []).equals(large())).toBe(true);
  });

  it('reaches the bucket as a host of its own, or as a path', async () => {
    const lookup = dns.lookup;
    const spy = vi
      .spyOn(dns, 'lookup')
      .mockImplementation(((host: string, ...rest: never[]) =>
        (lookup as (...all: unknown[]) => void)(
          host.endsWith('.s3.test') ? '127.0.0.1' : host,
          ...rest,
        )) as never);
    onTestFinished(() => spy.mockRestore());
    const { peer, place } = await bed();
    const endpoint = `http://s3.test:${peer.port}`;
    const store = createS3Store({ ...place, endpoint, addressing: 'virtual-host' }, tmpdir());
    const { key } = await store.put(bytes);
    expect(spy.mock.calls.map(([host]) => host)).toContain(`${S3_BUCKET}.s3.test`);
    expect([...peer.objects.keys()]).toEqual([key]);
    expect(await store.get(key)).toEqual(bytes);
  });
});

describe('an object store in S3 that does not answer as it should', () => {
  it.each([
    ['SlowDown', () => refusal(503, 'SlowDown')],
    ['InternalError', () => refusal(500, 'InternalError')],
    ['a broken connection', () => 'hang up' as const],
  ])('is asked again after %s, for parts too', async (_, fault) => {
    const { peer, store } = await bed();
    const failed = new Set<string>();
    peer.state.fault = ({ method, query }) => {
      const name = `${method} ${query}`;
      if (failed.has(name)) return null;
      failed.add(name);
      return fault();
    };
    const { key } = await store.put(large());
    expect(await store.has(key)).toBe(true);
    expect(Buffer.from((await store.get(key)) ?? []).equals(large())).toBe(true);
    expect(peer.uploads.size).toBe(0);
  });

  it('takes back the parts of an upload that fails', async () => {
    const { peer, store } = await bed();
    peer.state.fault = ({ query }) =>
      query.get('partNumber') === '2' ? refusal(507, 'QuotaExceeded') : null;
    await expect(store.put(large())).rejects.toMatchObject({ details: { message: 'storage.full' } });
    expect([peer.uploads.size, peer.objects.size]).toEqual([0, 0]);
  });

  it.each([
    ['storage.full', () => refusal(507, 'XMinioStorageFull')],
    ['storage.full', () => refusal(403, 'QuotaExceeded')],
    ['storage.denied', () => refusal(403, 'AccessDenied')],
    ['storage.bucketGone', () => refusal(404, 'NoSuchBucket')],
    ['storage.away', () => refusal(503, 'SlowDown')],
    ['storage.away', () => 'hang up' as const],
  ])('is told as %s', async (message, fault) => {
    const { peer, store } = await bed();
    const { key } = await store.put(bytes);
    peer.state.fault = fault;
    const told = { details: { message } };
    await expect(store.put(bytes)).rejects.toMatchObject(told);
    await expect(store.get(key)).rejects.toMatchObject(told);
    await expect(store.keysBefore(new Date())[Symbol.asyncIterator]().next()).rejects.toMatchObject(told);
    expect(await isStoreWritable(store)).toBe(false);
  });

  it('stops the start, and names the setting and what the store said', async () => {
    const denied = await bed({ secretAccessKey: 'another' });
    const gone = await bed({ bucket: 'not-there' });
    for (const [{ store }, said] of [
      [denied, 'SignatureDoesNotMatch'],
      [gone, 'NoSuchBucket'],
    ] as const)
      await expect(tryStorage(store)).rejects.toMatchObject({
        name: 'ConfigurationError',
        problems: [{ variable: 'STORAGE_S3_BUCKET', problem: expect.stringContaining(said) }],
      });
  });

  it('is away where nobody listens', async () => {
    const { peer, store } = await bed();
    await peer.close();
    await expect(store.put(bytes)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('uploads that nobody finished', () => {
  it('are ended once they are old, page by page; young ones and those of others stay', async () => {
    const { peer, store } = await bed({ prefix: 'desk/' });
    const old = new Date('2026-03-01T00:00:00Z');
    const key = `desk/${objectKey('a'.repeat(64))}`;
    const start = (id: string, upload: { key: string; initiatedAt: Date }) =>
      peer.uploads.set(id, { ...upload, parts: new Map() });
    for (const id of ['1', '2', '3']) start(id, { key, initiatedAt: old });
    start('4', { key, initiatedAt: new Date('2026-03-09T00:00:00Z') });
    start('5', { key: 'desk/of another program', initiatedAt: old });
    start('6', { key: `other/${objectKey('a'.repeat(64))}`, initiatedAt: old });
    expect(await store.removeUnfinished(new Date('2026-03-08T00:00:00Z'))).toBe(3);
    expect([...peer.uploads.keys()]).toEqual(['4', '5', '6']);
  });
});

/** The peer of these tests proves nothing unless it refuses. */
describe('the peer', () => {
  it('refuses a wrong secret, key id and region', async () => {
    for (const change of [{ secretAccessKey: 'x' }, { accessKeyId: 'x' }, { region: 'x' }]) {
      const { peer, store } = await bed(change);
      await expect(store.put(bytes)).rejects.toMatchObject({ details: { message: 'storage.denied' } });
      expect([peer.objects.size, peer.requests.length]).toEqual([0, 1]);
    }
  });

  it('refuses a signed request of which anything was changed on its way', async () => {
    const { peer, place, store } = await bed();
    const seen: { url: string; headers: Record<string, string> }[] = [];
    const relay = await startRelay((url, headers) => seen.push({ url, headers }));
    await createS3Store({ ...place, endpoint: `http://127.0.0.1:${relay.port}` }, tmpdir()).put(bytes);
    const [sent] = seen;
    if (!sent) throw new TypeError('nothing was sent');
    const send = (url: string, headers: Record<string, string>, body: Uint8Array) =>
      sendRaw(peer.port, { url, headers }, body);
    expect(await send(sent.url, sent.headers, bytes)).toBe(200);
    expect(await send(sent.url, sent.headers, Buffer.from('Evidence'))).toBe(403);
    expect(await send(`${sent.url}x`, sent.headers, bytes)).toBe(403);
    for (const name of ['x-amz-date', 'x-amz-content-sha256', 'authorization'])
      expect(await send(sent.url, { ...sent.headers, [name]: `${sent.headers[name]}0` }, bytes)).toBe(403);
    expect(await send(sent.url, { ...sent.headers, 'x-amz-acl': 'public-read' }, bytes)).toBe(403);
    expect(await store.has(objectKey('b'.repeat(64)))).toBe(false);
  });
});

/** Takes whatever is put and shows the heads, so that they can be sent again. */
async function startRelay(onHead: (url: string, headers: Record<string, string>) => void) {
  const server = createServer((request, response) => {
    onHead(request.url ?? '', request.headers as Record<string, string>);
    request.resume().on('end', () => response.writeHead(200, { ETag: '"x"' }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (server.address() as AddressInfo).port };
}

function sendRaw(
  port: number,
  { url, headers }: { url: string; headers: Record<string, string> },
  body: Uint8Array,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ port, path: url, method: 'PUT', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    asked.on('error', reject).end(body);
  });
}
