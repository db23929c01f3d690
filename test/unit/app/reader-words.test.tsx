import { Eye } from 'lucide-react';
import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ByteNotice } from '@/app/(desk)/messages/compare/byte-notice';
import { OverviewColumn } from '@/app/(desk)/overview-column';
import { WhatHappensNext } from '@/app/(desk)/requests/what-happens-next';
import { LadderCard } from '@/app/(desk)/websites/[websiteId]/ladder-card';
import { Notice } from '@/app/components/notice';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import { translator } from '@/lib/i18n/translator';
import type { Ownership } from '@/lib/ownership/get-ownership';
import { RUNGS } from '@/lib/ownership/rules/ladder';
import type { OverviewCard } from '@/lib/submissions/rules/overview-cards';
import { STATUS_LINE_CODES, type StatusLine, statusLine } from '@/lib/submissions/rules/status-line';
import type { WebsiteDetails } from '@/lib/websites/get-website';

const NOW = new Date('2026-05-13T08:00:00Z');

const draw = (part: ReactNode, locale: Locale = 'en'): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      now={NOW}
      messages={loadMessages(locale)}
      onError={(error) => {
        throw error;
      }}
    >
      {part}
    </NextIntlClientProvider>,
  );

const readiness = { blockers: [], highFindings: 0 };
const facts = {
  status: 'REJECTED',
  reasonCode: null,
  deadlineAt: null,
  pausedAt: null,
  readiness,
  decided: null,
} as const;
const makeLine = (code: StatusLine['code']): StatusLine => ({ ...statusLine(facts), code });

describe('who may not act for the seller', () => {
  it.each(LOCALES)('is not told in %s that something is theirs to do', (locale) => {
    for (const code of STATUS_LINE_CODES) {
      const markup = draw(<WhatHappensNext line={makeLine(code)} mayAct={false} />, locale);
      expect(markup, code).not.toMatch(/With you\b|>You\b|您这里|>您 ?[·，]/);
    }
  });

  it.each(LOCALES)('reads in %s what needs the team, and opens it', (locale) => {
    const t = translator(locale);
    const facts = {
      line: makeLine('READY'),
      submissionId: null,
      reasonCode: null,
      warnings: 0,
      safeUntil: null,
    };
    const card: OverviewCard = { kind: 'READY', asset: { id: 'a', name: 'Tally' }, at: NOW, ...facts };
    const column = (mayAct: boolean) =>
      draw(
        <OverviewColumn kind="needsYou" mayAct={mayAct} cards={[card]} total={1} href={'/assets'} />,
        locale,
      );
    const title = `${t('overview.columns.needsYou.title')}<`;
    const action = t('status-line.READY.action');
    expect([column(true).includes(title), column(true).includes(action)]).toEqual([true, true]);
    expect([column(false).includes(title), column(false).includes(action)]).toEqual([false, false]);
    expect(column(false)).toContain(t('overview.columns.needsTeam.title'));
    expect(column(false)).toContain(t('overview.cards.open'));
  });
});

describe('the steps of a proof', () => {
  const website = {
    origin: 'https://shop.example',
    host: 'shop.example',
    verifiedAt: null,
  } as WebsiteDetails;
  const rung = (state: 'pass' | 'fail' | 'not-run') => ({
    state,
    seen: null,
    error: null,
    tookMs: 5,
    fixKey: null,
  });
  const ownership = (rungs: object[]) =>
    ({
      file: null,
      lastAttempt: {
        ...{ at: NOW, byName: 'Li', isVerified: false, isClaimedElsewhere: false, isOfThisFile: true },
        ladder: { isProven: false, failedRung: 'DNS', rungs },
      },
    }) as unknown as Ownership;
  const count = (markup: string, words: RegExp) => [...markup.matchAll(words)].length;

  it.each([
    ['en', /Not tried yet: /g],
    ['zh-CN', /尚未执行：/g],
  ] as const)('say in %s which of them were not tried', (locale, words) => {
    const never = draw(
      <LadderCard website={website} ownership={{ ...ownership([]), lastAttempt: null }} />,
      locale,
    );
    expect(count(never, words)).toBe(RUNGS.length + 1);
    const failed = RUNGS.map((name, at) => ({ ...rung(at < 2 ? 'fail' : 'not-run'), rung: name }));
    const markup = draw(<LadderCard website={website} ownership={ownership(failed)} />, locale);
    expect(count(markup, words)).toBe(RUNGS.length - 2 + 1);
  });
});

it('the first byte is byte 1', () => {
  const at = { isExact: true, requestDiffersAt: 0, responseDiffersAt: 20 };
  const markup = draw(<ByteNotice comparison={at} />);
  expect(markup).toContain('differ from byte 1 on');
  expect(markup).toContain('differ from byte 21 on');
});

it('the icon of a notice and its words never wrap apart', () => {
  const markup = draw(
    <Notice tone="attention" title="Title" action={<a href="#x">Act</a>}>
      Why
    </Notice>,
  );
  const [, box = ''] = /<div class="([^"]*)"><svg/.exec(markup) ?? [];
  expect(box.split(' ')).toContain('flex');
  expect(box).not.toContain('flex-wrap');
  expect(markup.indexOf('Title')).toBeLessThan(markup.indexOf('Act'));
});

it('the icon of a notice turns only where it is made to', () => {
  const spins = (part: ReactNode) => draw(part).includes('animate-spin');
  expect(spins(<Notice tone="progress" title="Running" />)).toBe(true);
  expect(spins(<Notice tone="progress" icon={Eye} title="Reviewing" />)).toBe(false);
});
