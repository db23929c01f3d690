import { ClipboardCheck } from 'lucide-react';
import type { Metadata, Route } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { requireContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import type { Search } from '@/app/search-parameters';
import { listReviewQueue } from '@/lib/appeals/review/list-review-queue';
import { QueueTable } from './queue-table';

type Props = { searchParams: Promise<Search> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') };
}

/** Only reviewers have this page. */
const readQueue = async (query: Record<string, unknown>) =>
  orNotFound(listReviewQueue(await requireContext(), query), ['FORBIDDEN']);

/** What waits for a reviewer, the nearest deadline first. */
export default async function ReviewPage({ searchParams }: Props) {
  const page = await readQueue(await searchParams);
  const t = await getTranslations('review');
  return (
    <>
      <PageHeader title={t('title')} crumbs={[{ label: t('title') }]} lead={t('lead')} />
      <Card isFlush>
        {page.total === 0 ? (
          <EmptyState icon={ClipboardCheck} title={t('empty.title')}>
            {t('empty.what')}
          </EmptyState>
        ) : (
          <QueueTable rows={page.rows} />
        )}
      </Card>
      <Pagination page={page} pageHref={(number) => `/review?page=${number}` as Route} />
    </>
  );
}
