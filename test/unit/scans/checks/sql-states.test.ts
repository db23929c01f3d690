import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { type CaseSite, startCaseSite } from '../../../fixtures/sites/case-site';
import { SQL_STATE_CASES } from '../../../fixtures/sites/sql-state-cases';
import { runCase } from './probe-harness';

let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite(SQL_STATE_CASES);
});
afterAll(() => site.close());

describe('statements whose page has few states, or whose value has another type', () => {
  test.each(SQL_STATE_CASES.filter(({ isVulnerable }) => isVulnerable))('confirms $name', async (one) => {
    const { findings, requests } = await runCase(sqlInjection, site, one);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['CONFIRMED']);
    expect(requests).toBeLessThanOrEqual(40);
  });

  test.each(SQL_STATE_CASES.filter(({ isVulnerable }) => !isVulnerable))(
    'stays silent on $name',
    async (one) => {
      expect((await runCase(sqlInjection, site, one)).findings).toEqual([]);
    },
  );
});
