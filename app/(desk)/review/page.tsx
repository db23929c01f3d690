import { ClipboardCheck, SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { requireContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import { readReader } from '@/app/read-reader';
import type { Search } from '@/app/search-parameters';
import { getReviewLoad } from '@/lib/appeals/review/get-review-load';
import { listReviewQueue } from '@/lib/appeals/review/list-review-queue';
import { LoadCard } from './load-card';
import { QueueFilters } from './queue-filters';
import { queueHref, readQueueQuery } from './queue-query';
import { QueueTable } from './queue-table';

type Props = { searchParams: Promise<Search> };

/** Only reviewers have this page. */
async function readDesk(query: Record<string, unknown>) {
  const context = await requireContext();
  const queue = await orNotFound(listReviewQueue(context, query), ['FORBIDDEN']);
  const { zone } = await readReader();
  return { queue, load: await getReviewLoad(context, zone) };
}

/** What waits for a reviewer; filters, order and page are in the address. */
export default async function ReviewPage({ searchParams }: Props) {
  const query = readQueueQuery(await searchParams);
  const { queue, load } = await readDesk(query);
  const t = await getTranslations('review');
  const { q, organization, claimed, severity, waitingOn } = query;
  const isFiltered = [q, organization, claimed, severity, waitingOn].some((value) => value !== '');
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('title') }]}
        lead={t('lead')}
        actions={<LinkButton href="/decisions/everywhere">{t('toDecisions')}</LinkButton>}
      />
      {(queue.waiting > 0 || isFiltered) && (
        <QueueFilters query={query} isFiltered={isFiltered} organizations={queue.organizations} />
      )}
      <div className="flex flex-col gap-6">
        <Card isFlush>
          {queue.rows.length > 0 && <QueueTable rows={queue.rows} query={query} />}
          {queue.rows.length === 0 && queue.waiting === 0 && (
            <EmptyState icon={ClipboardCheck} title={t('empty.title')}>
              {t('empty.what')}
            </EmptyState>
          )}
          {queue.rows.length === 0 && queue.waiting > 0 && (
            <EmptyState
              icon={SearchX}
              title={t('noResults.title')}
              action={<LinkButton href={queueHref({})}>{t('noResults.clear')}</LinkButton>}
            >
              {t('noResults.why', { waiting: queue.waiting })}
            </EmptyState>
          )}
        </Card>
        <Pagination page={queue} pageHref={(number) => queueHref({ ...query, page: String(number) })} />
        <LoadCard load={load} />
      </div>
    </>
  );
}
