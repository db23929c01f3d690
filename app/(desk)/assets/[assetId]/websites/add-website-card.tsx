import { Plus } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/app/(desk)/assets/action-button';
import { attachWebsiteAction } from '@/app/(desk)/assets/actions';
import { assetPath } from '@/app/(desk)/assets/asset-paths';
import { OwnershipPill } from '@/app/(desk)/websites/state-pills';
import { Card } from '@/app/components/card';
import { FilterRow } from '@/app/components/filter-row';
import { LinkButton } from '@/app/components/link-button';
import { Pagination } from '@/app/components/pagination';
import { SearchField } from '@/app/components/search-field';
import type { Page } from '@/lib/core/pages';
import type { ListedWebsite } from '@/lib/websites/list-websites';

type AddWebsiteCardProps = {
  assetId: string;
  chosenIds: ReadonlySet<string>;
  choices: Page<ListedWebsite>;
  search: string;
};

/** The organization's other websites, each a press away from the asset; or a new one. */
export function AddWebsiteCard({ assetId, chosenIds, choices, search }: AddWebsiteCardProps) {
  const t = useTranslations('assets.websites');
  const path = assetPath(assetId, 'websites');
  const pageHref = (page: number) =>
    `${path}?${new URLSearchParams({ search, page: String(page) })}` as Route;
  const others = choices.rows.filter(({ id }) => !chosenIds.has(id));
  const isSearchable = search !== '' || choices.pages > 1;
  return (
    <Card
      title={t('add')}
      aside={
        <LinkButton href={`/websites/new?asset=${assetId}` as Route} size="sm" icon={Plus}>
          {t('new')}
        </LinkButton>
      }
    >
      {isSearchable && (
        <FilterRow action={path} label={t('searchLabel')} isFiltered={search !== ''}>
          <SearchField name="search" label={t('search')} defaultValue={search} />
        </FilterRow>
      )}
      {others.length === 0 ? (
        <p className="text-muted">{t(search === '' ? 'noOthers' : 'noMatch')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {others.map((site) => (
            <li key={site.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2.5">
              <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-medium wrap-anywhere">{site.name}</span>
                {site.name !== site.host && (
                  <span className="font-mono text-13 wrap-anywhere text-muted">{site.host}</span>
                )}
                <OwnershipPill state={site.ownership} />
              </div>
              <ActionButton
                label={t('choose')}
                name={t('chooseNamed', { website: site.name })}
                size="sm"
                action={attachWebsiteAction}
                values={{ assetId, websiteId: site.id }}
              />
            </li>
          ))}
        </ul>
      )}
      {choices.pages > 1 && <Pagination page={choices} pageHref={pageHref} />}
    </Card>
  );
}
