import { NextIntlClientProvider } from 'next-intl';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { WeekCallsCard } from '@/app/(desk)/trends/week-calls-card';
import { WeekFindingsCard } from '@/app/(desk)/trends/week-findings-card';
import { TREND_WEEKS } from '@/lib/core/policy';
import { lastWeeks } from '@/lib/core/zone-weeks';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import { toWeekCalls } from '@/lib/messages/rules/weekly-calls';
import { toWeekFindings } from '@/lib/scans/rules/weekly-findings';

const AT = new Date('2027-01-06T12:00:00Z');
const WEEKS = lastWeeks(AT, 'Asia/Shanghai', TREND_WEEKS);
const STANDING = [11, 12].map((week) => ({ week, websites: 2, high: 3, medium: 0, low: 1, hint: 0 }));
const CHANGED = [{ week: 12, compared: 1, added: 41, fixed: 42 }];
const CALLS = [{ week: 12, calls: 40, passed: 39, answered: 38, medianMs: 120, p95Ms: 640 }];

function draw(element: ReactElement, locale: Locale = 'en'): string {
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
      {element}
    </NextIntlClientProvider>,
  );
}
const findings = (standing: typeof STANDING, over: { total?: number; isCut?: boolean } = {}) => (
  <WeekFindingsCard
    findings={{
      weeks: toWeekFindings(WEEKS, { standing, changed: standing.length === 0 ? [] : CHANGED }, null),
      ...{ shown: 2, total: 2, isCut: false, ...over },
    }}
  />
);
const calls = (rows: typeof CALLS, isCut = false) => (
  <WeekCallsCard calls={{ weeks: toWeekCalls(WEEKS, rows), isCut }} />
);
const words = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const rows = (markup: string) => markup.match(/<tr>.*?<\/tr>/g)?.map((row) => words(row).trim()) ?? [];

describe.each(LOCALES)('the trends of an organization in %s', (locale) => {
  it('say what will appear where there is nothing, and draw nothing', () => {
    for (const element of [findings([]), calls([])]) {
      const markup = draw(element, locale);
      expect(markup).not.toContain('<svg');
      expect(words(markup).length).toBeGreaterThan(30);
    }
  });

  it('have a table of every week beside each drawing, newest first', () => {
    const ofFindings = draw(findings(STANDING), locale);
    expect(ofFindings.match(/<figure/g)).toHaveLength(1);
    const table = rows(ofFindings).slice(1);
    expect(table).toHaveLength(TREND_WEEKS);
    expect(table[0]).toMatch(/ 2 3 0 1 0 41 42$/);
    expect(table[1]).toMatch(/ 2 3 0 1 0 – –$/);
    expect(table[2]).toMatch(/ 0 – – – – – –$/);
    const ofCalls = draw(calls(CALLS), locale);
    expect(ofCalls.match(/<figure/g)).toHaveLength(2);
    const both = rows(ofCalls);
    expect(both).toHaveLength(2 * (TREND_WEEKS + 1));
    expect(both[1]).toMatch(/ 40 39 97$/);
    expect(both[2]).toMatch(/ 0 0 –$/);
    expect(both[TREND_WEEKS + 2]).toMatch(/ 38 640 120$/);
  });
});

describe('the sentences of trends', () => {
  it('say how many findings there are, and what this week changed', () => {
    const said = words(draw(findings(STANDING)));
    expect(said).toContain(
      '4 findings in the newest complete scans of 2 websites. 41 new and 42 fixed this week.',
    );
    expect(said).not.toContain('are counted. ');
  });

  it('say where a limit left something out', () => {
    const said = words(draw(findings(STANDING, { total: 700, isCut: true })));
    expect(said).toContain('The newest 2 of 700 websites are counted.');
    expect(said).toContain('Only the newest 2,000 scans were compared');
    expect(words(draw(calls(CALLS, true)))).toContain('Only the newest 50,000 calls are counted');
  });
});
