import { CircleCheck, Hourglass, type LucideIcon, UserRound } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { TONE_TEXT, type Tone } from '@/app/components/tone';
import { withQuery } from '@/app/paths';
import type { Page } from '@/lib/core/pages';
import type { FlaggedProduct } from '@/lib/products/list-products';
import type { OverviewCard, OverviewColumns } from '@/lib/submissions/rules/overview-cards';
import { OverviewEntry } from './overview-entry';
import { ProductEntry } from './product-entry';

type ColumnKind = keyof OverviewColumns;

const LOOKS: Record<ColumnKind, { icon: LucideIcon; tone: Tone }> = {
  needsYou: { icon: UserRound, tone: 'attention' },
  inProgress: { icon: Hourglass, tone: 'progress' },
  doneRecently: { icon: CircleCheck, tone: 'success' },
};

const NO_PRODUCTS = { rows: [], total: 0 };

type OverviewColumnProps = {
  kind: ColumnKind;
  /** Whether the reader may act for the seller. */
  mayAct: boolean;
  cards: readonly OverviewCard[];
  /** Products on sale that come before the cards. */
  products?: Pick<Page<FlaggedProduct>, 'rows' | 'total'>;
  /** How many cards there are in all; more than the cards leads to the list. */
  total: number;
  href: Route;
};

/** One column of the overview: a heading, its cards, and the way to the rest. */
export function OverviewColumn({
  kind,
  mayAct,
  cards,
  products = NO_PRODUCTS,
  total,
  href,
}: OverviewColumnProps) {
  const t = useTranslations('overview');
  const p = useTranslations('products.card');
  const { icon, tone } = LOOKS[kind];
  const rest = total - cards.length;
  const words = kind === 'needsYou' && !mayAct ? 'needsTeam' : kind;
  return (
    <section aria-labelledby={`overview-${kind}`} className="flex min-w-0 flex-col gap-3">
      <h2 id={`overview-${kind}`} className="flex items-center gap-2 text-14 font-semibold">
        <Glyph icon={icon} className={TONE_TEXT[tone]} />
        {t(`columns.${words}.title`)}
        <span className="rounded-full bg-neutral-quiet px-1.5 text-12 font-normal text-neutral tabular-nums">
          {total + products.total}
        </span>
      </h2>
      {cards.length + products.rows.length === 0 ? (
        <p className="rounded-8 border border-dashed border-line px-4 py-6 text-muted">
          {t(`columns.${words}.empty`)}
        </p>
      ) : (
        <ul className="flex flex-col gap-3">
          {products.rows.map((row) => (
            <li key={row.product.id}>
              <ProductEntry {...row} mayAct={mayAct} />
            </li>
          ))}
          {cards.map((card) => (
            <li key={`${card.kind} ${card.asset.id} ${card.kind === 'SCAN_PASSED' ? card.scanId : ''}`}>
              <OverviewEntry card={card} mayAct={mayAct} />
            </li>
          ))}
        </ul>
      )}
      {products.total > products.rows.length && (
        <Link href={withQuery('/products', { state: 'FLAGGED' })} className="text-link self-start text-13">
          {p('more', { count: products.total - products.rows.length })}
        </Link>
      )}
      {cards.length > 0 && rest > 0 && (
        <Link href={href} className="text-link self-start text-13">
          {t('more', { count: rest })}
        </Link>
      )}
    </section>
  );
}
