import { Send } from 'lucide-react';
import type { Route } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { Tabs } from '@/app/components/tabs';
import { requireMemberContext } from '@/app/current-actor';
import { decisionsPath, withQuery } from '@/app/paths';
import type { Search } from '@/app/search-parameters';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { listSubmissions } from '@/lib/submissions/list-submissions';
import { RequestTable } from './request-table';

type Props = { searchParams: Promise<Search> };

const listHref = (status: SubmissionStatus | null, page = 1): Route =>
  withQuery('/requests', { status: status ?? '', page: page > 1 ? String(page) : '' });

/** Everything that was sent for review, by status. */
export default async function RequestsPage({ searchParams }: Props) {
  const [context, query, t, s, decisions] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('requests'),
    getTranslations('common.status'),
    getTranslations('decisions'),
  ]);
  const { page, status, counts } = await listSubmissions(context, query);
  const total = SUBMISSION_STATUSES.reduce((sum, known) => sum + counts[known], 0);
  const tabs = [
    { href: listHref(null), label: t('all'), count: total, isCurrent: status === null },
    ...SUBMISSION_STATUSES.map((known) => ({
      href: listHref(known),
      label: s(known),
      count: counts[known],
      isCurrent: known === status,
    })),
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('title') }]}
        lead={t('lead')}
        actions={<LinkButton href={decisionsPath()}>{decisions('link')}</LinkButton>}
      />
      {total > 0 && <Tabs label={t('tabs')} tabs={tabs} />}
      <Card isFlush>
        {page.rows.length > 0 && <RequestTable rows={page.rows} />}
        {total === 0 && (
          <EmptyState
            icon={Send}
            title={t('empty.title')}
            action={
              <LinkButton href={'/assets'} look="primary">
                {t('empty.action')}
              </LinkButton>
            }
          >
            {t('empty.what')}
          </EmptyState>
        )}
        {total > 0 && page.rows.length === 0 && (
          <EmptyState
            icon={Send}
            title={t('noneHere.title')}
            action={<LinkButton href={listHref(null)}>{t('noneHere.action')}</LinkButton>}
          >
            {t('noneHere.what')}
          </EmptyState>
        )}
      </Card>
      {page.rows.length > 0 && <Pagination page={page} pageHref={(number) => listHref(status, number)} />}
    </>
  );
}
