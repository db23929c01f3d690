import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Glyph } from './glyph';

export type Crumb = { label: string; href?: Route };

/** The path to this page; the last crumb is the page itself. On a desk it sits in the top bar, on a phone above the title. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations('common');
  return (
    <nav aria-label={t('breadcrumb')} className="desk-trail">
      <ol className="flex min-w-0 flex-wrap items-center gap-1 text-13 text-muted lg:flex-nowrap">
        {crumbs.map((crumb, index) => (
          <li key={`${crumb.href ?? ''}${crumb.label}`} className="flex min-w-0 items-center gap-1">
            {index > 0 && <Glyph of={ChevronRight} size={14} />}
            {crumb.href === undefined ? (
              <span aria-current="page" className="truncate text-text">
                {crumb.label}
              </span>
            ) : (
              <Link
                prefetch={false}
                href={crumb.href}
                className="truncate rounded-4 hover:text-text hover:underline"
              >
                {crumb.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
