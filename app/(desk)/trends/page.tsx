import { Radar } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { requireMemberContext } from '@/app/current-actor';
import { readReader } from '@/app/read-reader';
import { listWeeklyFindings } from '@/lib/scans/weekly/list-weekly-findings';
import { WeekFindingsCard } from './week-findings-card';

/** How an organization has changed from week to week: a page of its own, as the overview is read at every visit. */
export default async function TrendsPage() {
  const [context, { zone }, t, overview] = await Promise.all([
    requireMemberContext(),
    readReader(),
    getTranslations('trends'),
    getTranslations('overview'),
  ]);
  const findings = await listWeeklyFindings(context, zone);
  const isBlank = findings.weeks.every(({ websites }) => websites === 0);
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: overview('title'), href: '/' }, { label: t('title') }]}
        lead={t('lead')}
      />
      {isBlank ? <NothingYet /> : <WeekFindingsCard findings={findings} />}
    </>
  );
}

async function NothingYet() {
  const t = await getTranslations('trends.empty');
  const action = (
    <LinkButton href="/websites" look="primary">
      {t('action')}
    </LinkButton>
  );
  return (
    <Card isFlush>
      <EmptyState icon={Radar} title={t('title')} action={action}>
        {t('text')}
      </EmptyState>
    </Card>
  );
}
