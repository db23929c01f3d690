import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { spawnFakeSeller } from '@/lib/fakes/spawn-fake-seller';

const isRoot = process.getuid?.() === 0;
const readStatus = (pid: number) => readFileSync(`/proc/${pid}/status`, 'utf8');
const ids = (status: string, name: 'Uid' | 'Gid') =>
  new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/).map(Number) ?? [];

it('serves from a child process and ends it', async () => {
  const seller = await spawnFakeSeller({ accessKey: 'k' });
  const answer = await fetch(`${seller.controlUrl}/control/state`);
  const { sites } = (await answer.json()) as { sites: { safe: { origin: string; hasAccessKey: boolean } } };
  expect(sites.safe).toMatchObject({ origin: seller.sites.safe.origin, hasAccessKey: true });
  expect(seller.caPem).toContain('BEGIN CERTIFICATE');
  await seller.stop();
  await expect(fetch(seller.controlUrl)).rejects.toThrow();
});

it.runIf(isRoot && existsSync('/proc/self/status'))(
  'gives up root with all its groups and capabilities',
  async () => {
    const seller = await spawnFakeSeller();
    const status = readStatus(seller.pid);
    await seller.stop();
    expect(ids(status, 'Uid')).toHaveLength(4);
    expect([...ids(status, 'Uid'), ...ids(status, 'Gid')]).not.toContain(0);
    expect(status).toMatch(/^Groups:\s*$/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
  },
);

it('tells its parent when it cannot start', async () => {
  const seller = await spawnFakeSeller();
  const taken = { ports: { control: Number(new URL(seller.controlUrl).port) } };
  await expect(spawnFakeSeller(taken)).rejects.toThrow('before it listened');
  await seller.stop();
});

it('ends by itself when its stdin closes, also before it listens', async () => {
  const serve = (input: string) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/fakes/serve.ts'], { stdio: 'pipe' });
    child.stdin.write(input);
    return child;
  };
  const listening = serve('{}\n');
  await once(listening.stdout, 'data');
  listening.stdin.end();
  expect(await once(listening, 'close')).toEqual([0, null]);
  const empty = serve('');
  empty.stdin.end();
  expect(await once(empty, 'close')).toEqual([0, null]);
});
