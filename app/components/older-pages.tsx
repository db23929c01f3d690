import { ChevronRight, ChevronsLeft } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { Glyph } from './glyph';
import { LinkButton } from './link-button';

type OlderPagesProps = {
  /** How many rows there are on all pages. */
  total: number;
  /** The newest page; null: this is it. */
  newest: Route | null;
  /** The page behind this one; null: this is the last. */
  older: Route | null;
};

/** The ways on in a long list that is read from its newest row: by rows, so that nothing moves while new ones come in. */
export function OlderPages({ total, newest, older }: OlderPagesProps) {
  const t = useTranslations('common.pagination');
  if (newest === null && older === null) return null;
  return (
    <nav aria-label={t('label')} className="flex items-center justify-between gap-4 pt-3">
      <p className="text-13 text-muted tabular-nums">{t('total', { total })}</p>
      <div className="flex flex-wrap justify-end gap-2">
        {newest !== null && (
          <LinkButton href={newest} size="sm" icon={ChevronsLeft}>
            {t('newest')}
          </LinkButton>
        )}
        {older !== null && (
          <LinkButton href={older} size="sm">
            {t('older')}
            <Glyph icon={ChevronRight} />
          </LinkButton>
        )}
      </div>
    </nav>
  );
}
