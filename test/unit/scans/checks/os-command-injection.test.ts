import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { osCommandInjection } from '@/lib/scans/checks/os-command-injection';
import {
  type CaseSite,
  englishPage,
  escapeText,
  type SiteCase,
  startCaseSite,
} from '../../../fixtures/sites/case-site';
import { BLIND_COMMAND_CASES, COMMAND_CASES } from '../../../fixtures/sites/command-cases';
import { FRAMEWORK_COMMAND_CASES } from '../../../fixtures/sites/framework-command-cases';
import { runCase } from './probe-harness';

/** Nothing of the answer depends on the command. */
const SILENT = BLIND_COMMAND_CASES.filter(({ name }) => name === 'blind-queued');
const CASES = [...COMMAND_CASES, ...FRAMEWORK_COMMAND_CASES, ...BLIND_COMMAND_CASES].filter(
  (one) => !SILENT.includes(one),
);
let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite([...CASES, ...SILENT]);
});
afterAll(() => site.close());

describe('a page that puts a value into a command line', () => {
  it.each(CASES.filter(({ isVulnerable }) => isVulnerable))('$name', async (one) => {
    const { findings } = await runCase(osCommandInjection, site, one);
    expect(findings).toMatchObject([{ class: 'OS_COMMAND_INJECTION', confidence: 'CONFIRMED' }]);
  });
});

describe('a page that does not, or shows nothing of it', () => {
  it.each([...CASES.filter(({ isVulnerable }) => !isVulnerable), ...SILENT])('$name', async (one) => {
    expect((await runCase(osCommandInjection, site, one)).findings).toEqual([]);
  });
});

describe('a page whose response does not depend on the value', () => {
  it.each(['lamp', '7', 'shop.example.com', ''])('costs little for %j', async (sample) => {
    const quiet: SiteCase = {
      ...{ name: 'quiet', isVulnerable: false, location: 'QUERY', sample, parameter: 'q' },
      answer: ({ value }) => ({ body: englishPage('Lamps', `<p>Results for ${escapeText(value)}</p>`) }),
    };
    const own = await startCaseSite([quiet]);
    onTestFinished(() => own.close());
    expect((await runCase(osCommandInjection, own, quiet)).requests).toBeLessThanOrEqual(7);
  });
});
