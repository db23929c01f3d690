import type { Route } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Report } from '@/app/(desk)/scans/[scanId]/coverage-card';
import { ScanReport } from '@/app/(desk)/scans/[scanId]/scan-report';
import type { Verdicts } from '@/lib/appeals/list-verdicts';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import type { ChecklistEntry } from '@/lib/scans/rules/result';
import { reportFinding } from '../reports/report-fixture';

const AT = new Date('2026-03-02T09:00:00Z');
const clean = FINDING_CLASSES.map((name): ChecklistEntry => ({ class: name, state: 'CLEAN' }));
const untested = (count: number) =>
  clean.map(
    (entry, index): ChecklistEntry =>
      index < count ? { class: entry.class, state: 'NOT_TESTED', reason: 'NO_INPUTS_FOUND' } : entry,
  );

const result = (checklist: readonly ChecklistEntry[]): NonNullable<Report['result']> => ({
  checklist,
  coverage: {
    pages: 19,
    pagesBehindLogin: 19,
    forms: { seen: 1, tested: 1 },
    parameters: { seen: 1, tested: 1 },
    endpoints: { seen: 1, tested: 1 },
    skipped: [],
    warnings: [],
    isLoginProven: true,
  },
  counters: { requests: 100, pages: 19, forms: 1, parameters: 1, findings: 0 },
  score: 100,
  checkVersions: [],
});

const scan = (change: Partial<Report>): Report => ({
  id: 's',
  organizationId: 'o',
  websiteId: 'w',
  submissionId: null,
  retestOfId: null,
  purpose: 'SELF_CHECK',
  status: 'COMPLETE',
  host: 'shop.example.com',
  requestedById: null,
  createdAt: AT,
  startedAt: AT,
  completedAt: AT,
  cancelRequestedAt: null,
  heartbeatAt: null,
  workerId: null,
  attempt: 1,
  plan: null,
  progress: null,
  progressSequence: 1,
  reasonCode: null,
  reasonData: null,
  result: result(clean),
  engineVersion: '1',
  validUntil: null,
  findings: [],
  ...change,
});

function draw(change: Partial<Report>, locale: Locale = 'en', verdicts: Verdicts = new Map()): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="Asia/Shanghai"
      now={AT}
      messages={loadMessages(locale)}
      onError={(error) => {
        throw error;
      }}
    >
      <ScanReport
        {...{ scan: scan(change), verdicts, now: AT, here: '/scans/s' as Route }}
        retests={{ results: new Map(), open: null }}
        mayRetest={false}
      />
    </NextIntlClientProvider>,
  );
}
/** The frame around the verdict. */
const readTone = (markup: string) => /bg-(attention|success|neutral)-quiet/.exec(markup)?.[1];

describe('the report of a scan', () => {
  it('is green only where every class was tested and is clean', () => {
    const whole = draw({});
    expect(readTone(whole)).toBe('success');
    expect(whole).toContain('clean in 11 of 11 classes');
    expect(whole).toContain('All 11 classes were fully tested.');
    const partly = draw({ result: result(untested(2)) });
    expect(readTone(partly)).toBe('neutral');
    expect(partly).toContain('clean in 9 of 11 classes');
    expect(partly).toContain('2 of 11 classes were not fully tested.');
  });

  it.each(LOCALES)(
    'is green where the site has no place of a class, and says so in grey, in %s',
    (locale) => {
      const checklist = clean.map(
        (entry): ChecklistEntry =>
          entry.class === 'FILE_UPLOAD' ? { class: entry.class, state: 'NOTHING_TO_TEST' } : entry,
      );
      const markup = draw({ result: result(checklist) }, locale);
      expect(readTone(markup)).toBe('success');
      for (const said of locale === 'en'
        ? [
            'clean in 10 of 11 classes',
            'no file upload was found',
            '1 class has nothing to test on this site.',
          ]
        : ['11 个类别中 10 个无问题', '没有发现文件上传', '有 1 个类别在此网站上无需检查。'])
        expect(markup).toContain(said);
    },
  );

  it.each(['INCOMPLETE', 'CANCELLED'] as const)(
    'of a scan that is %s claims nothing that was not seen',
    (status) => {
      const markup = draw({ status });
      for (const claim of [
        'Score',
        'of 100',
        'Proven before',
        'Nothing was found',
        'No findings<',
        'clean in',
      ])
        expect(markup).not.toContain(claim);
      expect(readTone(markup)).not.toBe('success');
    },
  );

  it('without a result does not say how many classes were tested', () => {
    const markup = draw({ status: 'INCOMPLETE', result: null, reasonCode: 'ENGINE_ERROR' });
    expect(markup).not.toContain('fully tested');
  });

  it('counts what a reviewer decided, finding by finding', () => {
    const findings = ['a', 'b'].map(
      (id, index) => ({ ...reportFinding(), id, number: index + 1 }) as FindingRecord,
    );
    const decided = (outcomes: Record<string, 'ACCEPTED' | 'REJECTED'>): Verdicts =>
      new Map(
        Object.entries(outcomes).map(([findingId, outcome]) => [
          findingId,
          {
            ...{ findingId, outcome, round: 1, revision: 1, agreed: 1, reason: 'Seen.' },
            ...{ reviewerId: '', reviewerName: null, at: AT, isLastLook: false },
          },
        ]),
      );
    const partly = draw({ findings }, 'en', decided({ a: 'ACCEPTED', b: 'REJECTED' }));
    for (const word of [
      '1 confirmed high finding blocks release',
      '1 accepted, 1 to answer',
      'Accepted<',
      'To answer<',
    ])
      expect(partly).toContain(word);
    const whole = draw({ findings }, 'en', decided({ a: 'ACCEPTED', b: 'ACCEPTED' }));
    expect(whole).toContain('The reviewer accepted all 2 high findings');
    expect(whole).not.toMatch(/finds? blocks? release|To answer</);
  });

  it.each(LOCALES)('calls pages what is known of them, in %s', (locale) => {
    expect(draw({}, locale)).toContain(locale === 'en' ? '19 read while signed in' : '在登录状态下读取');
  });
});
