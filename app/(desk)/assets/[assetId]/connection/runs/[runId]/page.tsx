import { getLocale, getTranslations } from 'next-intl/server';
import { DiagnosisList } from '@/app/(desk)/assets/[assetId]/connection/run/diagnosis-list';
import { RunOutcome } from '@/app/(desk)/assets/[assetId]/connection/run/run-outcome';
import { RunPill } from '@/app/(desk)/assets/[assetId]/connection/run/run-pill';
import { RunSections } from '@/app/(desk)/assets/[assetId]/connection/run/run-sections';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { mayDo } from '@/app/may-do';
import { assetPath, runPath } from '@/app/paths';
import { isUnderWay } from '@/lib/connection-tests/rules/live-state';
import { listText } from '@/lib/i18n/list-text';
import { readRun } from './read-run';

type Params = { params: Promise<{ assetId: string; runId: string }> };

/** One run in full: how it ended, each cause once, and every part with its calls. */
export default async function RunPage({ params }: Params) {
  const { assetId, runId } = await params;
  const { context, run, assessed } = await readRun(assetId, runId);
  const [t, connection, locale] = await Promise.all([
    getTranslations('connection-run'),
    getTranslations('connection'),
    getLocale(),
  ]);
  const { asset } = assessed;
  return (
    <ClientMessages namespaces={['connection', 'connection-checks', 'connection-run']}>
      {isUnderWay(run) && <PageRefresher everyMs={1_000} />}
      <PageHeader
        title={t('runTitle')}
        tabTitle={[t('runTitle'), asset.name]}
        crumbs={[
          { label: connection('assets'), href: '/assets' },
          { label: asset.name, href: assetPath(asset.id) },
          { label: connection('title'), href: assetPath(asset.id, 'connection') },
          { label: t('runTitle') },
        ]}
        status={<RunPill run={run} />}
        lead={listText(
          locale,
          run.sections.map((section) => t(`section.${section}`)),
        )}
      />
      <div id="runs" className="flex min-w-0 flex-col gap-6">
        <RunOutcome assetId={asset.id} run={run} mayRun={mayDo(context, 'connection.run')} />
        {!isUnderWay(run) && <DiagnosisList items={run.items} />}
        <RunSections assetId={asset.id} run={run} />
      </div>
      <NextStepBar assessed={assessed} here={runPath(asset.id, run.id)} />
    </ClientMessages>
  );
}
