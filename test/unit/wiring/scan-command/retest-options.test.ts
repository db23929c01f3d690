import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computeFingerprint } from '@/lib/findings/rules/fingerprint';
import type { RetestEntry } from '@/lib/scans/rules/retest';
import { planRetest, retestExitCode } from '@/lib/wiring/commands/retest';
import { type ScanOptions, withScanOptions } from '@/lib/wiring/commands/scan-options';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retest-options-'));
  file = path.join(folder, 'report.json');
});
afterEach(() => rm(folder, { recursive: true }));

const at = (url: string, name: 'XSS' | 'CSRF') => ({
  ...{ class: name, check: 'a-check', values: {}, method: 'GET', url, parameter: null, sink: 'html-text' },
  evidence: { request: '', response: '' },
});
const SEARCH = at('https://shop.example/search', 'XSS');
const FORM = at('https://shop.example/form', 'CSRF');

async function plan(isLoginProven: boolean | null, ...given: string[]) {
  const report = {
    ...{ formatVersion: 1, scanId: 'a', origin: 'https://shop.example' },
    ...{ coverage: { isLoginProven }, findings: [SEARCH, FORM] },
  };
  await writeFile(file, JSON.stringify(report));
  const command = withScanOptions(new Command('scan'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  const options = command.parse(['--retest', file, ...given], { from: 'user' }).opts<ScanOptions>();
  return planRetest({ ...options, retest: file });
}
const chosen = async (...given: string[]) => (await plan(null, ...given)).targets.map(({ url }) => url);

describe('the command of a re-test', () => {
  it('takes the site from the report, and all of its findings', async () => {
    expect((await plan(null)).plan.origin).toBe('https://shop.example');
    expect(await chosen()).toEqual([SEARCH.url, FORM.url]);
  });

  it('takes the findings and classes that are named', async () => {
    expect(await chosen('--only', 'csrf')).toEqual([FORM.url]);
    expect(await chosen('--finding', computeFingerprint(SEARCH))).toEqual([SEARCH.url]);
    expect(
      await chosen('--finding', computeFingerprint(SEARCH), '--finding', computeFingerprint(FORM)),
    ).toHaveLength(2);
  });

  it.each([
    [null, ['--finding', 'deadbeef']],
    [null, ['--only', 'tls']],
    [null, ['--url', 'https://other.example/']],
    // It was made as somebody: as nobody it would find other things gone.
    [true, []],
  ])('refuses what does not go with the report (%#)', async (login, given) => {
    await expect(plan(login, ...given)).rejects.toThrow();
  });

  it('refuses a file that is no report', async () => {
    const options = { retest: path.join(folder, 'none.json') } as ScanOptions & { retest: string };
    await expect(planRetest(options)).rejects.toThrow('ENOENT');
    await writeFile(file, '{}');
    await expect(planRetest({ ...options, retest: file })).rejects.toThrow('no report');
  });

  it('ends with 0 where all is gone, 1 where something is there, 3 where something could not be asked', () => {
    const exit = (...states: RetestEntry['state'][]) =>
      retestExitCode({ entries: states.map((state) => ({ state }) as RetestEntry) });
    expect([exit('GONE'), exit('GONE', 'STILL_THERE'), exit('STILL_THERE', 'NOT_ASKED')]).toEqual([0, 1, 3]);
  });
});
