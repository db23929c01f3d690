import { expect, it } from 'vitest';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { runScan } from '@/lib/scans/engine/run-scan';
import { seededDraw } from '../../../fixtures/bulk/seeded-draw';
import { startCaseSite } from '../../../fixtures/sites/case-site';
import { SQL_CASES } from '../../../fixtures/sites/sql-cases';
import { planFor } from './plan-for';

/** Draws of marks with which a page of two contents answered the first eight questions as a database would. */
const UNLUCKY = [19, 86, 103, 131, 226, 254, 266, 291];

it.each(UNLUCKY)(
  'finds nothing in a page that shows one of two lists for each value: draw %i',
  async (seed) => {
    const site = await startCaseSite(
      SQL_CASES.filter(({ name }) => name === 'safe-search-differs'),
      {},
    );
    const { plan, deps } = planFor(site);
    const random = seededDraw(seed).next;
    const { findings } = await runScan({ ...plan, concurrency: 1 }, { ...deps([sqlInjection]), random });
    expect(findings).toEqual([]);
  },
);
