import { getTranslations } from 'next-intl/server';
import { ActionDialog } from '@/app/(desk)/assets/action-dialog';
import { stopBulkAction } from '@/app/(desk)/assets/bulk/actions';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { Card } from '@/app/components/card';
import { Meter } from '@/app/components/meter';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { mayDo } from '@/app/may-do';
import { bulkRunPath } from '@/app/paths';
import { firstValue, type Search } from '@/app/search-parameters';
import { BULK_SCANS_AT_ONCE } from '@/lib/scans/rules/run-limits';
import { BulkResult } from './bulk-result';
import { readBulkRun } from './read-bulk-run';

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<Search> };

/** What became of each row of an act for many assets, while it happens and afterwards. */
export default async function BulkRunPage({ params, searchParams }: Props) {
  const [{ runId }, search, t, assets] = await Promise.all([
    params,
    searchParams,
    getTranslations('bulk.run'),
    getTranslations('assets'),
  ]);
  const { run, counts, page, context } = await readBulkRun(runId, firstValue(search.page));
  const { total, waiting, done, skipped } = counts;
  const isOver = waiting === 0;
  const mayStop = !isOver && mayDo(context, run.kind === 'RESCAN' ? 'scan.run' : 'asset.delete');
  return (
    <>
      {!isOver && <PageRefresher />}
      <PageHeader
        title={t(`${run.kind}.title`)}
        crumbs={[{ label: assets('title'), href: '/assets' }, { label: t(`${run.kind}.title`) }]}
        lead={t(`${run.kind}.lead`)}
        actions={
          mayStop && (
            <ActionDialog label={t('stop')} title={t('stopTitle')} action={stopBulkAction} values={{ runId }}>
              {t('stopWhy')}
            </ActionDialog>
          )
        }
      />
      <div className="flex flex-col gap-6">
        <div role="status">
          <Notice
            tone={isOver ? (skipped > 0 ? 'attention' : 'success') : 'progress'}
            title={isOver ? t('over') : t('under')}
          >
            {isOver
              ? t('summary', { done, skipped })
              : t(`${run.kind}.running`, { done, total, waiting, scans: BULK_SCANS_AT_ONCE })}
          </Notice>
        </div>
        {!isOver && (
          <Meter
            label={t('progress')}
            value={total - waiting}
            max={total}
            text={t('share', { settled: total - waiting, total })}
          />
        )}
        <Card isFlush>
          <BulkResult kind={run.kind} rows={page.rows} />
        </Card>
        <Pagination page={page} pageHref={(number) => bulkRunPath(runId, number)} />
      </div>
    </>
  );
}
