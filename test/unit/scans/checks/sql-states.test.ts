import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { type CaseSite, startCaseSite } from '../../../fixtures/sites/case-site';
import { FRAMEWORK_SQL_CASES } from '../../../fixtures/sites/framework-sql-cases';
import { SQL_STATE_CASES } from '../../../fixtures/sites/sql-state-cases';
import { runCase } from './probe-harness';

/**
 * What no harmless form reaches: a beginning of a word, which equals no row; a word that is taken out only where it
 * stands first; backslashes in a database that knows none, where every whole statement would have to cut off the rest;
 * and what is written inside of base64, which is a place of its own.
 */
const OUT_OF_REACH = /^(?:pattern-escaped|words-removed-once|slashes-elsewhere|slashes-quiet|base64-value)$/;
const CASES = [...SQL_STATE_CASES, ...FRAMEWORK_SQL_CASES].filter(({ name }) => !OUT_OF_REACH.test(name));

let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite(CASES);
});
afterAll(() => site.close());

describe('statements whose page has few states, or whose value has another type', () => {
  test.each(CASES.filter(({ isVulnerable }) => isVulnerable))('finds $name', async (one) => {
    const { findings, requests } = await runCase(sqlInjection, site, one);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['CONFIRMED']);
    expect(requests).toBeLessThanOrEqual(40);
  });

  test.each(CASES.filter(({ isVulnerable }) => !isVulnerable))('stays silent on $name', async (one) => {
    expect((await runCase(sqlInjection, site, one)).findings).toEqual([]);
  });
});
