import { ShieldCheck } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { DecisionTable } from '@/app/(desk)/decisions/decision-table';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { EmptyState } from '@/app/components/empty-state';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { requireContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import { withQuery } from '@/app/paths';
import type { Search } from '@/app/search-parameters';
import { listDecisionsOfAnyone } from '@/lib/appeals/memory/list-decisions-of-anyone';
import { mayOnPlatform } from '@/lib/auth/rules/permissions';

type Props = { searchParams: Promise<Search> };

/** Only those who may revoke decisions have this page. */
const readDecisions = async (query: Record<string, unknown>) =>
  orNotFound(listDecisionsOfAnyone(await requireContext(), query), ['FORBIDDEN']);

/** What reviewers accepted for later scans of any organization, to be revoked. */
export default async function EveryDecisionPage({ searchParams }: Props) {
  const page = await readDecisions(await searchParams);
  const t = await getTranslations('decisions');
  const desk = await getTranslations('review');
  const { actor } = await requireContext();
  return (
    <ClientMessages namespaces={['decisions.revoke']}>
      <PageHeader
        title={t('everywhere')}
        crumbs={[
          // Administrators have this page too, and no desk.
          ...(mayOnPlatform(actor.platformRoles, 'review.view')
            ? [{ label: desk('title'), href: '/review' as const }]
            : []),
          { label: t('everywhere') },
        ]}
        lead={t('lead')}
      />
      <Card isFlush>
        {page.total === 0 ? (
          <EmptyState icon={ShieldCheck} title={t('empty.title')}>
            {t('empty.what')}
          </EmptyState>
        ) : (
          <DecisionTable rows={page.rows} isEverywhere />
        )}
      </Card>
      <Pagination
        page={page}
        pageHref={(number) => withQuery('/decisions/everywhere', { page: String(number) })}
      />
    </ClientMessages>
  );
}
