import type { Metadata, Route } from 'next';
import { getTranslations } from 'next-intl/server';
import type { Search } from '@/app/search-parameters';
import { getCase } from '@/lib/connection-tests/get-case';
import { isUnderWay, shownState } from '@/lib/connection-tests/rules/shown-state';
import { madeKey } from '@/lib/i18n/made-key';
import { ClientMessages } from '../../../../../components/client-messages';
import { PageHeader } from '../../../../../components/page-header';
import { Tabs } from '../../../../../components/tabs';
import { mayDo } from '../../../../../may-do';
import { pageReader } from '../../../../../page-reader';
import { assetPath } from '../../../asset-paths';
import { PageRefresher } from '../../../page-refresher';
import { CasePill } from '../case-pill';
import { ConnectionBlockNotice } from '../connection-block-notice';
import { casePath } from '../connection-paths';
import { BuilderCard } from './builder-card';
import { CallPanel } from './call-panel';
import { CasesCard } from './cases-card';

type Params = {
  params: Promise<{ assetId: string; activity: string }>;
  searchParams: Promise<Search>;
};

const readCasePage = pageReader(
  async (context, assetId: string, activity: string, caseId: string | null) => ({
    details: await getCase(context, assetId, activity, caseId),
  }),
);

async function readParams({ params, searchParams }: Params) {
  const { assetId, activity } = await params;
  const chosen = (await searchParams).case;
  return readCasePage(assetId, activity, typeof chosen === 'string' ? chosen : null);
}

export async function generateMetadata(params: Params): Promise<Metadata> {
  const { connection, row, entry } = (await readParams(params)).details;
  return { title: [entry.name || row.activity, connection.asset.name].join(' · ') };
}

/** One interface: its cases, the request builder, and what the seller answered last. */
export default async function CasePage(params: Params) {
  const { context, details } = await readParams(params);
  const [t, checks] = await Promise.all([
    getTranslations('connection'),
    getTranslations('connection-checks'),
  ]);
  const { connection, row, entry } = details;
  const { asset, lock, newestRun, cases, optionalCases, runObstacle } = connection;
  const { activity } = row;
  const mayRun = mayDo(context, 'connection.run');
  const isRunning = isUnderWay(newestRun);
  return (
    <ClientMessages namespaces={['connection', 'connection-checks']}>
      {isRunning && <PageRefresher everyMs={1_000} />}
      <PageHeader
        title={activity}
        crumbs={[
          { label: t('assets'), href: '/assets' as Route },
          { label: asset.name, href: assetPath(asset.id) },
          { label: t('title'), href: assetPath(asset.id, 'connection') },
          { label: activity },
        ]}
        status={<CasePill state={shownState(activity, row.state, newestRun)} />}
        lead={checks(madeKey(checks, `activity.${activity}`))}
      >
        {lock && <ConnectionBlockNotice assetId={asset.id} lock={lock} />}
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
          <CasesCard details={details} mayRunNow={mayRun && runObstacle === null && !isRunning} />
          <BuilderCard details={details} mayRun={mayRun} mayEdit={mayDo(context, 'connection.edit')} />
        </div>
        <CallPanel key={entry.name} details={details} />
      </div>
    </ClientMessages>
  );
}
