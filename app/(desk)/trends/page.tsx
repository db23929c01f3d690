import { Radar } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { PageHeader } from '@/app/components/page-header';
import { requireMemberContext } from '@/app/current-actor';
import { readReader } from '@/app/read-reader';
import { listWeeklyCalls } from '@/lib/messages/list-weekly-calls';
import { listWeeklyFindings } from '@/lib/scans/weekly/list-weekly-findings';
import { WeekCallsCard } from './week-calls-card';
import { WeekFindingsCard } from './week-findings-card';

/** How an organization has changed from week to week: a page of its own, as the overview is read at every visit. */
export default async function TrendsPage() {
  const [context, { zone }, t, overview] = await Promise.all([
    requireMemberContext(),
    readReader(),
    getTranslations('trends'),
    getTranslations('overview'),
  ]);
  const [findings, calls] = await Promise.all([
    listWeeklyFindings(context, zone),
    listWeeklyCalls(context, zone),
  ]);
  const isBlank =
    findings.weeks.every(({ websites }) => websites === 0) && calls.weeks.every((week) => week.calls === 0);
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: overview('title'), href: '/' }, { label: t('title') }]}
        lead={t('lead')}
      />
      {isBlank ? (
        <NothingYet />
      ) : (
        <div className="flex flex-col gap-6">
          <WeekFindingsCard findings={findings} />
          <WeekCallsCard calls={calls} />
        </div>
      )}
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
