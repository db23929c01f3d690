import { CircleCheck, Hourglass, type LucideIcon, UserRound } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { TONE_TEXT, type Tone } from '@/app/components/tone';
import type { OverviewCard, OverviewColumns } from '@/lib/submissions/rules/overview-cards';
import { OverviewEntry } from './overview-entry';

type ColumnKind = keyof OverviewColumns;

const LOOKS: Record<ColumnKind, { icon: LucideIcon; tone: Tone }> = {
  needsYou: { icon: UserRound, tone: 'attention' },
  inProgress: { icon: Hourglass, tone: 'progress' },
  doneRecently: { icon: CircleCheck, tone: 'success' },
};

type OverviewColumnProps = {
  kind: ColumnKind;
  /** Whether the reader may act for the seller. */
  mayAct: boolean;
  cards: readonly OverviewCard[];
  /** How many there are in all; more than the cards leads to the list. */
  total: number;
  href: Route;
};

/** One column of the overview: a heading, its cards, and the way to the rest. */
export function OverviewColumn({ kind, mayAct, cards, total, href }: OverviewColumnProps) {
  const t = useTranslations('overview');
  const { icon, tone } = LOOKS[kind];
  const rest = total - cards.length;
  const words = kind === 'needsYou' && !mayAct ? 'needsTeam' : kind;
  return (
    <section aria-labelledby={`overview-${kind}`} className="flex min-w-0 flex-col gap-3">
      <h2 id={`overview-${kind}`} className="flex items-center gap-2 text-14 font-semibold">
        <Glyph icon={icon} className={TONE_TEXT[tone]} />
        {t(`columns.${words}.title`)}
        <span className="rounded-full bg-neutral-quiet px-1.5 text-12 font-normal text-neutral tabular-nums">
          {total}
        </span>
      </h2>
      {cards.length === 0 ? (
        <p className="rounded-8 border border-dashed border-line px-4 py-6 text-muted">
          {t(`columns.${words}.empty`)}
        </p>
      ) : (
        <ul className="flex flex-col gap-3">
          {cards.map((card) => (
            <li key={`${card.kind} ${card.asset.id} ${card.kind === 'SCAN_PASSED' ? card.scanId : ''}`}>
              <OverviewEntry card={card} mayAct={mayAct} />
            </li>
          ))}
        </ul>
      )}
      {cards.length > 0 && rest > 0 && (
        <Link href={href} className="text-link self-start text-13">
          {t('more', { count: rest })}
        </Link>
      )}
    </section>
  );
}
