import { ChevronRight, OctagonX, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import type { ReadinessItem } from '@/lib/submissions/rules/readiness-facts';
import { targetRoute } from './asset-paths';
import { readinessSentence } from './readiness-sentence';

type ReadinessListProps = {
  assetId: string;
  items: readonly ReadinessItem[];
  kind: 'blocker' | 'warning';
};

/** Blockers and warnings: one sentence per line, each a link to where it is fixed. */
export function ReadinessList({ assetId, items, kind }: ReadinessListProps) {
  const t = useTranslations();
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li
          key={`${item.code} ${Object.values(item.values).join(' ')}`}
          className="relative flex items-start gap-3 px-4 py-2.5 hover:bg-hover"
        >
          <Glyph
            icon={kind === 'blocker' ? OctagonX : TriangleAlert}
            className={kind === 'blocker' ? 'mt-0.5 text-attention' : 'mt-0.5 text-muted'}
          />
          <div className="min-w-0 flex-1">
            <Link
              href={targetRoute(assetId, item.target)}
              className="wrap-anywhere after:absolute after:inset-0 after:rounded-8 hover:underline"
            >
              {readinessSentence(t, item)}
            </Link>
            <p className="text-13 text-muted">{t(`assets.sections.${item.section}.title`)}</p>
          </div>
          <Glyph icon={ChevronRight} className="mt-0.5 text-muted" />
        </li>
      ))}
    </ul>
  );
}
