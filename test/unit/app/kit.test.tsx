import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { CannedReasons } from '@/app/(desk)/review/[submissionId]/canned-reasons';
import { CodeBlock } from '@/app/components/code-block';
import { DataTable } from '@/app/components/data-table';
import { Deadline } from '@/app/components/deadline';
import { DropField } from '@/app/components/drop-field';
import { Ladder, type LadderStepState } from '@/app/components/ladder';
import { Meter } from '@/app/components/meter';
import { Pagination } from '@/app/components/pagination';
import { type PhaseStepState, PhaseStrip } from '@/app/components/phase-strip';
import { SeverityBadge } from '@/app/components/severity-badge';
import { LOOKS, StatusPill } from '@/app/components/status-pill';
import { UnusableButton } from '@/app/components/unusable-button';
import { Validity } from '@/app/components/validity';
import { AreShortcutsOn } from '@/app/shortcuts/shortcuts-context';
import { configureFrom } from '@/lib/config/configuration';
import { SEVERITIES } from '@/lib/findings/rules/finding';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

const NOW = new Date('2026-05-13T08:00:00Z');

/** The operator's settings, with these days off for reviewers. */
const configureHolidays = (holidays: string) =>
  configureFrom({
    DATABASE_URL: 'postgresql://127.0.0.1/none',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a-secret-of-this-test-0123456789',
    ENCRYPTION_KEYS: `a:${Buffer.alloc(32).toString('base64')}`,
    REVIEW_HOLIDAYS: holidays,
  });

/** The markup of a part of the kit; a missing text throws. */
function draw(part: ReactNode, locale: Locale = 'en'): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="Asia/Shanghai"
      now={NOW}
      messages={loadMessages(locale)}
      onError={(error) => {
        throw error;
      }}
    >
      {part}
    </NextIntlClientProvider>,
  );
}

const visibleWords = (markup: string) => markup.replaceAll(/<[^>]+>/g, '').trim();

describe.each(LOCALES)('words in %s', (locale) => {
  it('exist for every status, and no two statuses of one subject look alike', () => {
    const statuses = Object.keys(LOOKS) as (keyof typeof LOOKS)[];
    for (const status of statuses)
      expect(visibleWords(draw(<StatusPill status={status} />, locale))).not.toBe('');
    const submissions = ['DRAFT', 'SCANNING', 'APPROVED', 'REJECTED', 'REVIEWING'] as const;
    expect(new Set(submissions.map((status) => draw(<StatusPill status={status} />, locale))).size).toBe(5);
  });

  it('exist for every severity, each with its own shape', () => {
    const drawn = SEVERITIES.map((severity) => draw(<SeverityBadge severity={severity} count={2} />, locale));
    const shapes = drawn.map((markup) => /<svg.*<\/svg>/.exec(markup)?.[0].replaceAll(/class="[^"]*"/g, ''));
    expect(new Set(shapes).size).toBe(SEVERITIES.length);
  });

  it('exist for every rung and every phase', () => {
    const rungs: LadderStepState[] = ['passed', 'warning', 'failed', 'running', 'waiting'];
    const phases: PhaseStepState[] = ['done', 'current', 'waiting', 'failed', 'skipped'];
    draw(<Ladder label="x" rungs={rungs.map((state) => ({ key: state, state, title: state }))} />, locale);
    draw(
      <PhaseStrip label="x" phases={phases.map((state) => ({ key: state, state, label: state }))} />,
      locale,
    );
  });
});

describe('times', () => {
  beforeEach(() => void configureHolidays(''));

  it('say the date first and the working time left second', () => {
    const at = new Date('2026-05-14T10:00:00Z');
    expect(visibleWords(draw(<Deadline at={at} />))).toBe(
      'by Thu 14 May 18:00 GMT+8 · 1 working day left (China time)',
    );
    expect(visibleWords(draw(<Deadline at={at} />, 'zh-CN'))).toBe(
      '5月14日周四 18:00 GMT+8 前 · 剩余 1 个工作日（中国时间）',
    );
  });

  it('count the days on which reviewers work, not their holidays', () => {
    const afterTheWeek = <Deadline at={new Date('2026-05-20T10:00:00Z')} />;
    expect(visibleWords(draw(afterTheWeek))).toMatch(/ 5 working days left \(China time\)$/);
    configureHolidays('2026-05-14,2026-05-15');
    expect(visibleWords(draw(afterTheWeek))).toMatch(/ 3 working days left \(China time\)$/);
  });

  it('say when they have passed', () => {
    const past = new Date('2026-05-12T10:00:00Z');
    expect(visibleWords(draw(<Deadline at={past} />))).toMatch(/overdue$/);
    expect(visibleWords(draw(<Validity until={past} />))).toMatch(/expired$/);
    expect(visibleWords(draw(<Validity until={new Date('2026-05-16T08:00:00Z')} />))).toMatch(/in 3 days$/);
  });

  it('carry the instant and the zone in the markup', () => {
    const markup = draw(<Validity until={NOW} />);
    expect(markup).toContain('dateTime="2026-05-13T08:00:00.000Z"');
    expect(markup).toContain('(Asia/Shanghai)');
  });
});

describe('Pagination', () => {
  const page = (number: number) => ({ page: number, pages: 3, size: 20, total: 45 });

  it('says where the reader is and leads to the neighbours that exist', () => {
    const last = draw(<Pagination page={page(3)} pageHref={(number) => `/assets?page=${number}`} />);
    expect(visibleWords(last)).toContain('41–45 of 45');
    expect([...last.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/assets?page=2']);
  });

  it('is absent from an empty list', () => {
    expect(draw(<Pagination page={{ ...page(1), total: 0 }} pageHref={() => '/assets'} />)).toBe('');
  });
});

describe('DataTable', () => {
  it('labels its cells for phones, names its rows and says how it is sorted', () => {
    const markup = draw(
      <DataTable
        caption="Assets"
        rows={[{ id: 'a', name: 'Orbit', cases: 12 }]}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            label: 'Asset',
            isRowHeader: true,
            cell: (row) => row.name,
            sort: { href: '/assets', direction: 'descending' },
          },
          { key: 'cases', label: 'Cases', align: 'end', cell: (row) => row.cases },
        ]}
      />,
    );
    expect(markup).toContain('<th scope="row">Orbit</th>');
    expect(markup).toContain('data-label="Cases"');
    expect(markup).toContain('aria-sort="descending"');
  });
});

describe('hints', () => {
  const drop = (accept: string) => draw(<DropField name="file" label="File" accept={accept} />);

  it('ask for a picture only where one is taken', () => {
    expect(drop('.png,.pdf')).toContain('paste a picture');
    expect(drop('.json,.sarif,application/json')).not.toContain('picture');
    expect(drop('.json,.sarif,application/json')).toContain('Drop a file here.');
  });

  it('name a key only where keys are switched on', () => {
    const canned = <CannedReasons texts={[{ id: 'a', outcome: 'ACCEPTED', text: 'Fine.' }]} />;
    const off = draw(<AreShortcutsOn value={false}>{canned}</AreShortcutsOn>);
    expect(draw(canned)).toContain('aria-keyshortcuts="1"');
    expect(off).toContain('Fine.');
    expect(off).not.toMatch(/keyshortcuts|>1</);
  });
});

describe('parts that say why', () => {
  it('keep an unusable button in the tab order, described by its reason and linked to the remedy', () => {
    const markup = draw(
      <UnusableButton reason="The scan expired" remedy={{ href: '/assets', label: 'Rescan' }}>
        Submit
      </UnusableButton>,
    );
    const reasonId = /aria-describedby="([^"]+)"/.exec(markup)?.[1];
    expect(markup).toContain('aria-disabled="true"');
    expect(markup).not.toMatch(/\sdisabled/);
    expect(markup).toContain(`<p id="${reasonId}"`);
    expect(markup).toContain('href="/assets"');
  });

  it('mark the proof in a block of bytes, escaped', () => {
    const text = 'q=<script>';
    const markup = draw(<CodeBlock label="Request" text={text} marks={[{ from: 2, to: text.length }]} />);
    expect(markup).toMatch(/<mark[^>]*>&lt;script&gt;<\/mark>/);
  });

  it('keep a meter within its bounds', () => {
    expect(draw(<Meter label="x" value={5} max={0} text="5 of 0" />)).toContain('<rect width="0"');
    expect(draw(<Meter label="x" value={9} max={3} text="9 of 3" />)).toContain('<rect width="100"');
  });
});
