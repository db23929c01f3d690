import { getTranslations } from 'next-intl/server';
import { CasePill } from '@/app/(desk)/assets/[assetId]/connection/case-pill';
import { ConnectionBlockNotice } from '@/app/(desk)/assets/[assetId]/connection/connection-block-notice';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { Tabs } from '@/app/components/tabs';
import { interfacePage } from '@/app/help/help-topics';
import { StepHelp } from '@/app/help/step-help';
import { mayDo } from '@/app/may-do';
import { assetPath, casePath } from '@/app/paths';
import type { Search } from '@/app/search-parameters';
import { isUnderWay, liveState } from '@/lib/connection-tests/rules/live-state';
import { textOr } from '@/lib/i18n/text-or';
import { BuilderCard } from './builder-card';
import { CallPanel } from './call-panel';
import { CasesCard } from './cases-card';
import { readCasePage } from './read-case-page';

type Params = {
  params: Promise<{ assetId: string; activity: string }>;
  searchParams: Promise<Search>;
};

async function readParams({ params, searchParams }: Params) {
  const { assetId, activity } = await params;
  const chosen = (await searchParams).case;
  return readCasePage(assetId, activity, typeof chosen === 'string' ? chosen : null);
}

/** One interface: its cases, the request builder, and what the seller answered last. */
export default async function CasePage(params: Params) {
  const { context, details } = await readParams(params);
  const [t, checks] = await Promise.all([
    getTranslations('connection'),
    getTranslations('connection-checks'),
  ]);
  const { connection, row, entry } = details;
  const { asset, editBlocker, newestRun, cases, optionalCases, runBlocker, declaration } = connection;
  const { activity } = row;
  const mayRun = mayDo(context, 'connection.run');
  const isRunning = isUnderWay(newestRun);
  return (
    <ClientMessages namespaces={['connection', 'connection-checks']}>
      {isRunning && <PageRefresher everyMs={1_000} />}
      <PageHeader
        title={activity}
        tabTitle={[entry.name || activity, asset.name]}
        crumbs={[
          { label: t('assets'), href: '/assets' },
          { label: asset.name, href: assetPath(asset.id) },
          { label: t('title'), href: assetPath(asset.id, 'connection') },
          { label: activity },
        ]}
        status={<CasePill state={liveState(activity, row.state, newestRun)} />}
        lead={textOr(checks, `activity.${activity}`, activity)}
      >
        {editBlocker && <ConnectionBlockNotice assetId={asset.id} blocker={editBlocker} />}
        <StepHelp
          topic={declaration?.protocol === 'V1' ? 'interfaceV1' : 'interfaceV2'}
          page={declaration?.protocol === 'V1' ? undefined : interfacePage(activity)}
        />
      </PageHeader>
      <Tabs
        label={t('case.tabs')}
        tabs={[...cases, ...optionalCases].map((one) => ({
          href: casePath(asset.id, one.activity),
          label: one.activity,
          isCurrent: one.activity === activity,
        }))}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <CasesCard details={details} mayRunNow={mayRun && runBlocker === null && !isRunning} />
          <BuilderCard details={details} mayRun={mayRun} mayEdit={mayDo(context, 'connection.edit')} />
        </div>
        <CallPanel key={entry.name} details={details} />
      </div>
    </ClientMessages>
  );
}
