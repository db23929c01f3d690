import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { osCommandInjection } from '@/lib/scans/checks/os-command-injection';
import { type CaseSite, startCaseSite } from '../../../fixtures/sites/case-site';
import { BLIND_COMMAND_CASES, COMMAND_CASES } from '../../../fixtures/sites/command-cases';
import { SAFE_COMMAND_CASES } from '../../../fixtures/sites/command-safe-cases';
import { runCase } from './probe-harness';

const CASES = [...COMMAND_CASES, ...SAFE_COMMAND_CASES];
let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite([...CASES, ...BLIND_COMMAND_CASES]);
});
afterAll(() => site.close());

describe('a page that puts a value into a command line', () => {
  it.each(CASES.filter(({ isVulnerable }) => isVulnerable))('$name', async (one) => {
    const { findings } = await runCase(osCommandInjection, site, one);
    expect(findings).toMatchObject([{ class: 'OS_COMMAND_INJECTION', confidence: 'CONFIRMED' }]);
  });
});

describe('a page that does not, or shows nothing of it', () => {
  it.each([...CASES.filter(({ isVulnerable }) => !isVulnerable), ...BLIND_COMMAND_CASES])(
    '$name',
    async (one) => {
      expect((await runCase(osCommandInjection, site, one)).findings).toEqual([]);
    },
  );
});
