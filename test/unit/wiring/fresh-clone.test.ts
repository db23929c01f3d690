import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeSeller } from '@/lib/fakes/start-fake-seller';

const ROOT = path.resolve(import.meta.dirname, '../../..');
let clone: string;

/** What git has, and nothing that was generated here: what is there after `git clone` and `npm ci`. */
beforeAll(async () => {
  clone = await mkdtemp(path.join(tmpdir(), 'preflight-clone-'));
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const files = list.split('\0').filter((file) => file !== '' && existsSync(path.join(ROOT, file)));
  for (const file of files)
    await cp(path.join(ROOT, file), path.join(clone, file), { verbatimSymlinks: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(clone, 'node_modules'));
});
afterAll(() => rm(clone, { recursive: true, force: true }));

async function preflight(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/wiring/cli.ts', ...args], {
    cwd: clone,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      KEY: 'a-key-for-this-test',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let error = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    error += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, error };
}

const NAMES = ['user', 'scan', 'ready', 'cron', 'audit', 'test', 'fake-seller', 'fake-koogallery'];
const SIGNING = ['sign', 'verify', 'explain', 'encrypt', 'decrypt', 'vectors'];

describe('a fresh clone', () => {
  it('has no client of the database', () => {
    expect(existsSync(path.join(clone, 'lib/db/generated'))).toBe(false);
  });

  it('lists every command', async () => {
    const { code, out } = await preflight('--help');
    expect(code).toBe(0);
    for (const name of [...NAMES, ...SIGNING]) expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
  });

  it.each([...NAMES, ...SIGNING])('explains %s', async (name) => {
    const { code, out, error } = await preflight(name, '--help');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toContain(`preflight ${name}`);
  });

  it('refuses what there is not, and names what is close', async () => {
    const { code, error } = await preflight('scann');
    expect(code).toBe(2);
    expect(error).toContain('scan');
  });

  it('signs', async () => {
    const { code, out } = await preflight(
      ...['sign', '--profile', 'v1-body-sign', '--access-key-env', 'KEY', '--body', '{"result":"OK"}'],
    );
    expect(code).toBe(0);
    expect(out).toContain('Body-Sign');
  });

  it('scans', async () => {
    const server: Server = createServer((_request, response) => response.end('<title>Empty</title>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, out } = await preflight('scan', '--url', `http://${place}/`, '--allow-private', place);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(JSON.parse(out)).toMatchObject({ outcome: expect.any(String) });
    expect(code).not.toBe(2);
  });

  it('tests a seller', async () => {
    const seller = await startFakeSeller({ accessKey: 'a-key-for-this-test' });
    const { produceUrl, port } = seller.sites.safe;
    await writeFile(path.join(clone, 'ca.pem'), seller.caPem);
    const { code, out } = await preflight(
      ...['test', '--url', produceUrl, '--access-key-env', 'KEY', '--ca-file', 'ca.pem'],
      ...['--allow-private', `localhost:${port}`, '--cases', 'newInstance', '--json', '-'],
    );
    await seller.close();
    expect(JSON.parse(out)).toMatchObject({ verdict: 'passed' });
    expect(code).toBe(0);
  });

  it('says which settings a command with a database misses, with the code of usage', async () => {
    const { code, error } = await preflight('ready', 'an-asset');
    expect(code).toBe(2);
    expect(error).toMatch(/^ {2}NEXTAUTH_SECRET: /m);
  });

  it('has still made nothing that these commands do not need', () => {
    expect(existsSync(path.join(clone, 'lib/db/generated'))).toBe(false);
  });
});
