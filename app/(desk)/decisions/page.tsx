import { ShieldCheck } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { requireMemberContext } from '@/app/current-actor';
import { decisionsPath } from '@/app/paths';
import type { Search } from '@/app/search-parameters';
import { listCarriedDecisions } from '@/lib/appeals/memory/list-carried-decisions';
import { DecisionTable } from './decision-table';

type Props = { searchParams: Promise<Search> };

/** What reviewers accepted for later scans of the organization, or of one of its websites. */
export default async function DecisionsPage({ searchParams }: Props) {
  const [context, query, t] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('decisions'),
  ]);
  const page = await listCarriedDecisions(context, query);
  const website = typeof query.website === 'string' ? query.website : '';
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('title') }]}
        lead={t('lead')}
        actions={website === '' ? undefined : <LinkButton href={decisionsPath()}>{t('all')}</LinkButton>}
      />
      <Card isFlush>
        {page.total === 0 ? (
          <EmptyState icon={ShieldCheck} title={t('empty.title')}>
            {t('empty.what')}
          </EmptyState>
        ) : (
          <DecisionTable rows={page.rows} />
        )}
      </Card>
      <Pagination page={page} pageHref={(number) => decisionsPath(website, number)} />
    </>
  );
}
