import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import type { Page } from '@/lib/core/pages';
import { Glyph } from './glyph';
import { LinkButton } from './link-button';

type PaginationProps = {
  page: Pick<Page<unknown>, 'page' | 'pages' | 'size' | 'total'>;
  /** The address of another page of the same list. */
  pageHref: (page: number) => Route;
};

/** "21–40 of 318" and the way to the neighbours, as links. */
export function Pagination({ page: { page, pages, size, total }, pageHref }: PaginationProps) {
  const t = useTranslations('common.pagination');
  if (total === 0) return null;
  const from = (page - 1) * size + 1;
  return (
    <nav aria-label={t('label')} className="flex items-center justify-between gap-4 pt-3">
      <p className="text-13 text-muted tabular-nums">
        {t('range', { from, to: Math.min(page * size, total), total })}
      </p>
      <div className="flex gap-2">
        {page > 1 && (
          <LinkButton href={pageHref(page - 1)} size="sm">
            <Glyph icon={ChevronLeft} />
            {t('previous')}
          </LinkButton>
        )}
        {page < pages && (
          <LinkButton href={pageHref(page + 1)} size="sm">
            {t('next')}
            <Glyph icon={ChevronRight} />
          </LinkButton>
        )}
      </div>
    </nav>
  );
}
