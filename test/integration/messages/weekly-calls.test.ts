import { describe, expect, it } from 'vitest';
import { TREND_WEEKS } from '@/lib/core/policy';
import { listWeeklyCalls } from '@/lib/messages/list-weekly-calls';
import { newOrganization, type TestOrganization } from '../setup/people';
import { keptAttempt, keptMessage, newAsset, newAttempt } from './kept-message';

/** A Wednesday. */
const NOW = '2027-01-06T12:00:00Z';
const answer = (totalMs: number, isPassed = true) => ({
  isPassed,
  timing: { ...newAttempt(new Date(NOW)).timing, totalMs },
});
const NO_ANSWER = { ...answer(9_000, false), status: null, responseHead: null, responseBody: null };

async function withAsset() {
  const organization = await newOrganization(NOW);
  const assetId = await newAsset(organization);
  const call = (at: string, attempt: object, purpose: 'CASE' | 'PROBE' | 'DIAGNOSIS' = 'CASE') =>
    keptMessage(organization, assetId, { createdAt: new Date(at), purpose, attempt });
  return { organization, call };
}
const look = (organization: TestOrganization, zone = 'UTC', atMost?: number) =>
  listWeeklyCalls(organization.as('VIEWER'), zone, atMost);
/** Of the last weeks: calls, percent, answers, median and 95th percentile. */
const shapes = ({ weeks }: Awaited<ReturnType<typeof listWeeklyCalls>>, last: number) =>
  weeks
    .slice(-last)
    .map(({ calls, passedPercent, answered, medianMs, p95Ms }) => [
      ...[calls, passedPercent, answered, medianMs, p95Ms],
    ]);

describe('the calls of an organization by week', () => {
  it('are weeks of nothing without calls', async () => {
    const { organization } = await withAsset();
    const found = await look(organization);
    expect(shapes(found, 99)).toEqual(Array(TREND_WEEKS).fill([0, null, 0, null, null]));
    expect(found.isCut).toBe(false);
  });

  it('are cases and probes with what passed and how long answers took, with gaps between, without diagnoses', async () => {
    const { organization, call } = await withAsset();
    await call('2026-12-23T10:00:00Z', answer(100.4));
    for (let index = 1; index <= 20; index++) await call('2027-01-05T10:00:00Z', answer(index), 'PROBE');
    await call('2027-01-05T10:00:00Z', NO_ANSWER);
    await call('2027-01-05T10:00:00Z', answer(5_000, false), 'DIAGNOSIS');
    expect(shapes(await look(organization), 3)).toEqual([
      [1, 100, 1, 100, 100],
      [0, null, 0, null, null],
      [21, 95, 20, 10, 19],
    ]);
  });

  it('have no duration where no call was answered', async () => {
    const { organization, call } = await withAsset();
    await call('2027-01-05T10:00:00Z', NO_ANSWER);
    expect(shapes(await look(organization), 1)).toEqual([[1, 0, 0, null, null]]);
  });

  it('count a call that was made again once, by its newest attempt, in the week in which it was first made', async () => {
    const { organization, call } = await withAsset();
    const id = await call('2026-12-30T10:00:00Z', answer(10, false));
    await keptAttempt(organization, id, answer(30));
    expect(shapes(await look(organization), 2)).toEqual([
      [1, 100, 1, 30, 30],
      [0, null, 0, null, null],
    ]);
  });

  it('are of one organization, never of another', async () => {
    const [one, other] = [await withAsset(), await withAsset()];
    await one.call('2027-01-05T10:00:00Z', answer(10));
    await other.call('2027-01-05T10:00:00Z', answer(20, false));
    expect(shapes(await look(one.organization), 1)).toEqual([[1, 100, 1, 10, 10]]);
    expect(shapes(await look(other.organization), 1)).toEqual([[1, 0, 1, 20, 20]]);
  });

  it('fall into the weeks of the reader, at the edge of a year too', async () => {
    const { organization, call } = await withAsset();
    await call('2027-01-03T15:59:59.999Z', answer(10));
    await call('2027-01-03T16:00:00Z', answer(20));
    const calls = async (zone: string) => shapes(await look(organization, zone), 2).map(([count]) => count);
    expect(await calls('UTC')).toEqual([2, 0]);
    expect(await calls('Asia/Shanghai')).toEqual([1, 1]);
  });

  it('end at a number of the newest', async () => {
    const { organization, call } = await withAsset();
    await call('2026-12-30T10:00:00Z', answer(10));
    await call('2027-01-05T10:00:00Z', answer(20));
    const cut = await look(organization, 'UTC', 1);
    expect([cut.isCut, shapes(cut, 2).map(([count]) => count)]).toEqual([true, [0, 1]]);
  });
});
