import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { TrendCard } from '@/app/(desk)/websites/[websiteId]/scans/trend-card';
import { roundScale } from '@/app/components/round-scale';
import { layOutTrend, type TrendPoint } from '@/app/components/trend-layout';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import type { TrendScan } from '@/lib/scans/list-scan-trend';

const AT = new Date('2026-03-02T09:00:00Z');
const scan = (day: number, over: Partial<TrendScan> = {}): TrendScan => ({
  id: `scan-${day}`,
  status: 'COMPLETE',
  completedAt: new Date(AT.getTime() + day * 86_400_000),
  counts: { HIGH: 1, MEDIUM: 2, LOW: 0, HINT: 3 },
  change: day === 0 ? null : { added: 1, fixed: 2 },
  ...over,
});

function draw(scans: readonly TrendScan[], { total = scans.length, locale = 'en' as Locale } = {}): string {
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
      <TrendCard trend={{ scans: [...scans], total }} />
    </NextIntlClientProvider>,
  );
}
const words = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const point = (day: number, over: Partial<TrendPoint> = {}): TrendPoint => {
  const { id, completedAt: at, counts, change } = scan(day);
  return { id, at, counts, change, isIncomplete: false, ...over };
};
const many = Array.from({ length: 50 }, (_, day) => scan(day));

describe('the drawing of a trend', () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [6, 10],
    [11, 20],
    [101, 200],
  ])('has a scale that holds %i: %i', (value, expected) => {
    expect(roundScale(value)).toBe(expected);
  });

  it.each([1, 2, 50])('keeps every bar of %i scans within it, one on the other', (count) => {
    const { columns, width, height } = layOutTrend(many.slice(0, count).map((_, day) => point(day)));
    expect(columns).toHaveLength(count);
    for (const { bars, changes } of columns) {
      expect(bars.map(({ severity }) => severity)).toEqual(['HIGH', 'MEDIUM', 'HINT']);
      let floor = height;
      for (const bar of bars) {
        expect(bar.y + bar.height).toBeCloseTo(floor);
        floor = bar.y;
      }
      for (const { x, y, width: wide, height: high } of [...bars, ...changes]) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + wide).toBeLessThanOrEqual(width);
        expect(y + high).toBeLessThanOrEqual(height + 1e-9);
      }
    }
  });

  it('does not make a wall of one scan, nor a bar of nothing', () => {
    const nothing = { HIGH: 0, MEDIUM: 0, LOW: 0, HINT: 0 };
    const { columns, width } = layOutTrend([point(0, { counts: nothing })]);
    expect(width).toBeGreaterThan(100);
    expect(columns[0]).toMatchObject({ bars: [], changes: [] });
  });
});

describe.each(LOCALES)('the trend in %s', (locale) => {
  it('is not there without scans', () => {
    expect(draw([], { locale })).toBe('');
  });

  it.each([1, 2, 50])('has the same numbers in a table for %i scans, newest first', (count) => {
    const markup = draw(many.slice(0, count), { locale });
    expect(markup.match(/<tr>/g)).toHaveLength(count + 1);
    expect(markup.indexOf(`/scans/scan-${count - 1}"`)).toBeGreaterThan(0);
    expect(markup.match(/href="\/scans\/[^"]+/g)?.[0]).toBe(`href="/scans/scan-${count - 1}`);
  });
});

describe('the sentence of a trend', () => {
  it('says what is new and what is fixed since which scan', () => {
    expect(words(draw([scan(0), scan(1)]))).toContain(
      '6 findings in the newest scan: 1 new and 2 fixed since the scan of Mon 2 Mar 17:00.',
    );
  });

  it('promises a comparison where there is nothing to compare with', () => {
    expect(words(draw([scan(0)]))).toContain('appears once there are two complete scans');
  });

  it('does not say what is fixed where the newest scan is incomplete', () => {
    const last = scan(1, { status: 'INCOMPLETE', change: { added: 1, fixed: null } });
    const said = words(draw([scan(0), last]));
    expect(said).toContain('It is incomplete, so it does not say what is fixed.');
    expect(said).toContain('Incomplete scan');
  });

  it('tells that older scans are not drawn', () => {
    expect(words(draw(many, { total: 120 }))).toContain('The last 50 of 120 scans.');
  });
});
