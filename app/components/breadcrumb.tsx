import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from './class-names';
import { Glyph } from './glyph';

/** Characters of a crumb that is shown whole in the top bar; longer ones, which are names, share what is left. */
const SHORT = 24;

export type Crumb = { label: string; href?: Route };

/**
 * The path to this page; the last crumb is the page itself. On a desk it sits in the top bar. On a phone it is above the
 * title, where a path of one crumb would only repeat it.
 */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations('common');
  return (
    <nav
      aria-label={t('breadcrumb')}
      className={classNames('desk-trail', crumbs.length === 1 && 'max-lg:hidden')}
    >
      <ol className="flex min-w-0 flex-wrap items-center gap-1 text-13 text-muted lg:flex-nowrap">
        {crumbs.map((crumb, index) => (
          <li
            key={`${crumb.href ?? ''}${crumb.label}`}
            className={classNames(
              'flex min-w-0 items-center gap-1',
              crumb.label.length <= SHORT && 'lg:shrink-0',
            )}
          >
            {index > 0 && <Glyph icon={ChevronRight} size={14} />}
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
