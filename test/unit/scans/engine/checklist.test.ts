import { afterEach, describe, expect, it } from 'vitest';
import type { FindingClass } from '@/lib/findings/rules/finding';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { tlsConfiguration } from '@/lib/scans/checks/tls-configuration';
import { buildChecklist, type ClassFacts } from '@/lib/scans/rules/checklist';
import { carryCounters } from '@/lib/scans/rules/progress';
import type { ChecklistEntry, NotTestedReason } from '@/lib/scans/rules/result';
import { classCounts, summariseScan } from '@/lib/scans/rules/scan-summary';
import { type LocalSite, notFound, page, startSite } from './local-site';

let site: LocalSite | null = null;
afterEach(async () => {
  await site?.close();
  site = null;
});

const facts = (change: Partial<ClassFacts> = {}): ClassFacts => ({
  hasCheck: true,
  isFinished: true,
  hasNothingToTest: false,
  hasFailed: false,
  isSiteSeen: true,
  findings: 0,
  untested: new Map(),
  ...change,
});
const entryFor = (change: Partial<ClassFacts>) => buildChecklist(() => facts(change))[0];
const untested = (reason: NotTestedReason, count: number) =>
  new Map([[reason, Array.from({ length: count }, (_, index) => `GET /p${index} QUERY q`)]]);

describe('a class', () => {
  it('is clean only without a gap', () => {
    expect(entryFor({})).toEqual({ class: 'XSS', state: 'CLEAN' });
    expect(entryFor({ hasNothingToTest: true })).toMatchObject({ reason: 'NO_INPUTS_FOUND' });
    for (const reason of ['PROBES_REFUSED', 'FORM_EXPIRED', 'SAVING_PLACE', 'PLACES_LEFT_OUT'] as const)
      expect(entryFor({ untested: untested(reason, 1) })).toMatchObject({ state: 'NOT_TESTED', reason });
  });

  it.each<[string, FindingClass, Partial<ClassFacts>, ChecklistEntry['state']]>([
    ['where the site has no place of it', 'FILE_UPLOAD', {}, 'NOTHING_TO_TEST'],
    ['where it has no request that changes something', 'CSRF', {}, 'NOTHING_TO_TEST'],
    ['not where a part of the site was not seen', 'FILE_UPLOAD', { isSiteSeen: false }, 'NOT_TESTED'],
    ['not where a place was never sent to', 'CSRF', { untested: untested('NOT_SENT', 1) }, 'NOT_TESTED'],
    ['not where its checks did not end', 'XXE', { isFinished: false }, 'NOT_TESTED'],
    ['not where any input would do: a site without one was hardly seen', 'XSS', {}, 'NOT_TESTED'],
  ])('has nothing to test %s', (_when, name, change, state) => {
    const checklist = buildChecklist(() => facts({ hasNothingToTest: true, ...change }));
    expect(checklist.find((entry) => entry.class === name)?.state).toBe(state);
  });

  it('with nothing to test is neither clean nor untested', () => {
    const checklist = buildChecklist((name) => facts({ hasNothingToTest: name === 'FILE_UPLOAD' }));
    expect(classCounts(checklist)).toEqual({ clean: 10, withFindings: 0, absent: 1, untested: 0, total: 11 });
    // Of several sites together, one has a place and is clean.
    const both = [...checklist, ...buildChecklist(() => facts({}))];
    expect(classCounts(both)).toMatchObject({ clean: 11, absent: 0, untested: 0 });
  });

  it('shows twenty places and counts all, each once', () => {
    const entry = entryFor({ untested: untested('PROBES_REFUSED', 50) });
    expect(entry).toMatchObject({ gaps: [{ count: 50 }] });
    expect(entry?.state === 'NOT_TESTED' && entry.gaps?.[0]?.places).toHaveLength(20);
    expect(entryFor({ untested: new Map([['FORM_EXPIRED', ['a', 'a']]]) })).toMatchObject({
      gaps: [{ count: 1, places: ['a'] }],
    });
  });

  it('with findings says that it was not tested fully', () => {
    expect(entryFor({ findings: 2, untested: untested('SAVING_PLACE', 1) })).toMatchObject({
      state: 'FINDINGS',
      isFullyTested: false,
      gaps: [{ reason: 'SAVING_PLACE' }],
    });
  });

  it('counts in the verdict only where it is clean', () => {
    const checklist = buildChecklist((name) => facts({ hasCheck: name === 'XSS' || name === 'TLS' }));
    const counts = classCounts(checklist);
    expect(counts).toEqual({ clean: 2, withFindings: 0, absent: 0, untested: 9, total: 11 });
    expect(summariseScan({ outcome: 'COMPLETE', findings: [], checklist }).values).toMatchObject({
      cleanClasses: 2,
      untested: 9,
      total: 11,
    });
  });
});

describe('pages that are known and were not read', () => {
  const silent = (count: number) =>
    startSite(({ url }) => {
      if (url.pathname === '/')
        return page(
          Array.from(
            { length: 40 },
            (_, i) => `<a href="/${i < count ? 'mute' : 'page'}-${'abcdefgh'[i % 8]}${i}?q=a">x</a>`,
          ).join(''),
        );
      if (url.pathname.startsWith('/mute')) return 'drop';
      return url.pathname.startsWith('/page') ? page(`<p>Page ${url.pathname} says nothing</p>`) : notFound;
    });
  const scan = (one: LocalSite) => one.scan({}, { checks: [reflectedXss, tlsConfiguration] });

  it('keep classes from being clean, few of them', async () => {
    site = await silent(1);
    const result = await scan(site);
    expect(result.outcome).toBe('COMPLETE');
    expect(result.checklist[0]).toMatchObject({ reason: 'PLACES_LEFT_OUT', gaps: [{ count: 1 }] });
    expect(result.coverage.warnings.map(({ code }) => code)).toContain('PAGES_UNREADABLE');
  });

  it('make the scan incomplete, many of them', async () => {
    site = await silent(4);
    const result = await scan(site);
    expect([result.outcome, result.reason?.code]).toEqual(['INCOMPLETE', 'PLACES_LEFT_OUT']);
  });

  it('do not exist on a site that answers', async () => {
    site = await silent(0);
    const result = await scan(site);
    expect([result.outcome, result.checklist[0]?.state]).toEqual(['COMPLETE', 'CLEAN']);
  });
});

describe('the counters of a scan that was taken over', () => {
  const counters = { requests: 40, pages: 9, forms: 2, parameters: 5, findings: 1 };

  it('never fall, and count every request that was sent', () => {
    const begun = { requests: 3, pages: 1, forms: 0, parameters: 0, findings: 0 };
    expect(carryCounters(counters, begun)).toEqual({ ...counters, requests: 43 });
    expect(carryCounters(null, begun)).toEqual(begun);
  });
});
