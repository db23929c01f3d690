import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ReleaseLine } from '@/app/(desk)/assets/release-line';
import { CalendarHead } from '@/app/(desk)/calendar/calendar-head';
import { StatusLinePill } from '@/app/(desk)/status-line-pill';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { Pagination } from '@/app/components/pagination';
import { Validity } from '@/app/components/validity';
import { requireMemberContext } from '@/app/current-actor';
import { assetPath, withQuery } from '@/app/paths';
import { firstValue, type Search } from '@/app/search-parameters';
import type { AssessedAsset } from '@/lib/submissions/assess-assets';
import { listAssets } from '@/lib/submissions/list-assets';

/** Until when each asset is safe to release, by name. */
export default async function ReleasePage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, search, t] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('calendar'),
  ]);
  const assets = await listAssets(context, { sort: 'name', page: firstValue(search.page) });
  const columns: Column<AssessedAsset>[] = [
    {
      key: 'asset',
      label: t('release.asset'),
      isRowHeader: true,
      cell: ({ asset }) => (
        <Link prefetch={false} href={assetPath(asset.id)} className="wrap-anywhere hover:underline">
          {asset.name}
        </Link>
      ),
    },
    { key: 'status', label: t('release.status'), cell: ({ line }) => <StatusLinePill line={line} /> },
    {
      key: 'until',
      label: t('release.until'),
      isLong: true,
      cell: ({ readiness }) =>
        readiness.releaseSafeUntil ? (
          <Validity until={readiness.releaseSafeUntil} />
        ) : (
          <ReleaseLine readiness={readiness} />
        ),
    },
  ];
  return (
    <>
      <CalendarHead tab="release" lead={t('release.lead')} />
      <Card isFlush>
        {assets.total === 0 ? (
          <p className="p-4 text-muted">{t('release.empty')}</p>
        ) : (
          <DataTable
            caption={t('release.caption')}
            columns={columns}
            rows={assets.rows}
            rowKey={({ asset }) => asset.id}
          />
        )}
      </Card>
      <Pagination
        page={assets}
        pageHref={(page) => withQuery('/calendar/release', { page: page === 1 ? '' : String(page) })}
      />
    </>
  );
}
