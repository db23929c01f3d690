import { describe, expect, it } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { PlaceForecast, RequestPace } from '@/lib/scans/engine/progress/request-pace';
import { runScan } from '@/lib/scans/engine/run-scan';
import type { ScanProgress } from '@/lib/scans/rules/progress';
import { page, startSite } from './local-site';
import { planFor } from './plan-for';

describe('how fast requests are sent', () => {
  it('is what was sent in the last ten seconds', () => {
    const pace = new RequestPace();
    expect([0, 200, 400].map((ms) => pace.onRequest(ms))).toEqual([null, null, null]);
    let rate: number | null = null;
    for (let ms = 600; ms <= 20_000; ms += 200) rate = pace.onRequest(ms);
    expect(rate).toBe(5);
    for (let ms = 21_000; ms <= 40_000; ms += 1_000) rate = pace.onRequest(ms);
    expect(rate).toBe(1);
  });
});

describe('how long the rest takes', () => {
  it('is said once a quarter is done, at the pace so far', () => {
    const forecast = new PlaceForecast(100, 0);
    const said = Array.from({ length: 100 }, (_, index) => forecast.onPlace((index + 1) * 1_000));
    expect(said.slice(0, 24)).toEqual(Array(24).fill(null));
    expect([said[24], said[49], said[99]]).toEqual([75, 50, 0]);
    expect(forecast.onPlace(200_000)).toBeNull();
  });

  it('is never said of a handful of places, or of a few seconds', () => {
    const few = new PlaceForecast(10, 0);
    expect(
      Array.from({ length: 10 }, (_, index) => few.onPlace(index * 60_000)).every((one) => one === null),
    ).toBe(true);
    const quick = new PlaceForecast(100, 0);
    expect(Array.from({ length: 90 }, () => quick.onPlace(5_000)).every((one) => one === null)).toBe(true);
  });
});

it('is shown while a scan runs: class, pace, address and findings, and an estimate that only gets less', async () => {
  const site = await startSite(({ url }) => {
    const links = Array.from(
      { length: 40 },
      (_, index) =>
        `<a href="/part-${'abcdefghij'[index % 10]}${'klmn'[Math.floor(index / 10)]}?q=lamp">x</a>`,
    );
    return page(
      url.pathname === '/'
        ? links.join('')
        : `<p id="${url.pathname.slice(1)}">You asked for ${url.searchParams.get('q')}</p>`,
    );
  });
  const { plan, deps } = planFor(site);
  const seen: ScanProgress[] = [];
  await runScan(plan, { ...deps([reflectedXss]), onProgress: (progress) => seen.push(progress) });
  const active = seen.filter(({ phase }) => phase === 'ACTIVE');
  const last = active.at(-1);
  expect(
    active.some(({ classes }) =>
      classes.some(({ class: name, state }) => name === 'XSS' && state === 'RUNNING'),
    ),
  ).toBe(true);
  expect(last?.counters.findings).toBeGreaterThan(0);
  // The clock of the test moves with the pauses of the pace alone: five requests a second.
  expect(last?.requestsPerSecond).toBeCloseTo(5, 0);
  const left = active.flatMap(({ secondsLeft }) => secondsLeft ?? []);
  expect(left.length).toBeGreaterThan(0);
  expect(active.findIndex(({ secondsLeft }) => secondsLeft != null)).toBeGreaterThan(active.length / 5);
  expect(left.at(-1)).toBeLessThan(left[0] ?? 0);
  expect(
    seen.filter(({ phase }) => phase !== 'ACTIVE').every(({ secondsLeft }) => secondsLeft === null),
  ).toBe(true);
});
