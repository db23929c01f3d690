import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { keptQuery, type ListQuery, listHref, viewHref, wholeListHref } from '@/app/(desk)/assets/list-query';
import { classNames } from '@/app/components/class-names';
import type { SavedView } from '@/lib/assets/views/store';
import { ManageViews } from './manage-views';
import { SaveView } from './save-view';

type SavedViewsProps = { views: readonly SavedView[]; query: ListQuery };

const LINK = 'rounded-8 px-2.5 py-1 text-13 wrap-anywhere';
const CURRENT = 'bg-neutral-quiet font-medium text-text';
const OTHER = 'text-muted hover:bg-hover hover:text-text';

/** The reader's own views of the list as links, and what is done with them. */
export function SavedViews({ views, query }: SavedViewsProps) {
  const t = useTranslations('assets.views');
  const shown = listHref(keptQuery(query));
  const links = [
    { id: 'all', name: t('all'), href: wholeListHref(views), isCurrent: shown === '/assets' },
    ...views.map((view) => ({
      id: view.id,
      name: view.isDefault ? t('default', { name: view.name }) : view.name,
      href: viewHref(view.query),
      isCurrent: shown !== '/assets' && viewHref(view.query) === shown,
    })),
  ];
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 pb-4">
      <nav aria-label={t('label')}>
        <ul className="flex flex-wrap gap-1">
          {links.map(({ id, name, href, isCurrent }) => (
            <li key={id} className="min-w-0">
              <Link
                prefetch={false}
                href={href}
                aria-current={isCurrent ? 'page' : undefined}
                className={classNames('inline-block', LINK, isCurrent ? CURRENT : OTHER)}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex flex-wrap gap-2">
        <SaveView key={`${shown} ${views.length}`} query={keptQuery(query)} />
        {views.length > 0 && (
          <ManageViews views={views.map(({ id, name, isDefault }) => ({ id, name, isDefault }))} />
        )}
      </div>
    </div>
  );
}
