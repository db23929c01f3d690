import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planProblems } from '@/lib/scans/rules/plan';
import { type ScanOptions, withScanOptions } from '@/lib/wiring/commands/scan-options';
import { readExtraCa, toScanPlan } from '@/lib/wiring/commands/scan-plan';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scan-options-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

function parseOptions(...given: string[]): ScanOptions {
  const command = withScanOptions(new Command('scan'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse(['--url', 'https://shop.example/', ...given], { from: 'user' }).opts<ScanOptions>();
}

describe('the options of a scan', () => {
  it('are a plan with careful limits where nothing is said', async () => {
    const plan = await toScanPlan(parseOptions());
    expect(plan).toMatchObject({ origin: 'https://shop.example', concurrency: 2, requestsPerSecond: 5 });
    expect(planProblems(plan)).toEqual([]);
  });

  it('name several starts, a scope, classes and how many at once', async () => {
    const plan = await toScanPlan(
      parseOptions(
        ...[
          '--start',
          'https://shop.example/app/a',
          '--start',
          'https://shop.example/app/b',
          '--scope',
          'app',
        ],
        ...['--class', 'xss', '--class', 'sql-injection', '--concurrency', '8'],
      ),
    );
    expect(plan.startUrls).toEqual(['https://shop.example/app/a', 'https://shop.example/app/b']);
    expect(plan).toMatchObject({ scopePath: '/app/', classes: ['XSS', 'SQL_INJECTION'], concurrency: 8 });
  });

  it.each(['../..', 'app/../..', '.', '%2e%2E/app', 'app?x=1', 'app#x', '\\\\app'])(
    'name no scope that leads elsewhere: %s',
    (scope) => expect(toScanPlan(parseOptions('--scope', scope))).rejects.toThrow('--scope'),
  );

  it('name a scope as people write it', async () => {
    for (const scope of ['über uns', '/über uns/', '%C3%BCber%20uns'])
      expect((await toScanPlan(parseOptions('--scope', scope))).scopePath).toBe('/%C3%BCber%20uns/');
  });

  it('have no password in an address, and do not repeat it', async () => {
    const plan = toScanPlan(parseOptions('--start', 'https://anna:wonderland@shop.example/'));
    await expect(plan).rejects.toThrow('--header-env');
    await expect(plan).rejects.not.toThrow('wonderland');
  });

  it('start at every address that is given, of one origin', async () => {
    const plan = await toScanPlan(
      parseOptions('--url', 'https://shop.example/b', '--start', 'https://shop.example/c'),
    );
    expect(plan.startUrls).toEqual(['/', '/b', '/c'].map((path) => `https://shop.example${path}`));
    for (const other of ['https://shop.example:8443/', 'http://shop.example/', 'https://other.example/'])
      await expect(toScanPlan(parseOptions('--url', other))).rejects.toThrow('https://shop.example');
  });

  it('call a class by either word', async () => {
    const plan = await toScanPlan(parseOptions('--only', 'xss', '--class', 'csrf', '--only', 'xxe'));
    expect([...(plan.classes ?? [])].sort()).toEqual(['CSRF', 'XSS', 'XXE']);
    expect(() => parseOptions('--only', 'everything')).toThrow();
  });

  it('take headers from the command line, the environment and a file', async () => {
    vi.stubEnv('SCAN_HEADER', 'Authorization: Basic Zm9vOmJhcg==');
    const file = path.join(folder, 'headers');
    await writeFile(file, 'X-Tenant: blue\r\n\r\nX-Trace: a:b\n');
    const plan = await toScanPlan(
      parseOptions('--header', 'X-One: 1', '--header-env', 'SCAN_HEADER', '--header-file', file),
    );
    expect(plan.customHeaders).toEqual([
      ['X-One', '1'],
      ['Authorization', 'Basic Zm9vOmJhcg=='],
      ['X-Tenant', 'blue'],
      ['X-Trace', 'a:b'],
    ]);
  });

  it('read the authority to trust', async () => {
    const file = path.join(folder, 'ca.pem');
    await writeFile(file, 'a certificate');
    expect(await readExtraCa(parseOptions('--ca-file', file))).toBe('a certificate');
    expect(await readExtraCa(parseOptions())).toBeUndefined();
    await expect(readExtraCa(parseOptions('--ca-file', path.join(folder, 'none')))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['--class', 'everything'],
    ['--concurrency', '11'],
    ['--concurrency', '0'],
    ['--header', 'no colon'],
    ['--header', ': no name'],
  ])('refuse %s %s', (...given) => expect(() => parseOptions(...given)).toThrow());

  it.each([
    ['--start', 'not an address'],
    ['--header-env', 'NO_SUCH_VARIABLE_HERE'],
  ])('refuse %s %s once they are read', async (...given) => {
    await expect(toScanPlan(parseOptions(...given))).rejects.toThrow();
  });
});
