import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { getConnectionRuns } from '@/lib/connection-tests/get-connection-runs';
import { getUrlProof } from '@/lib/connection-tests/get-url-proof';
import { isUnderWay } from '@/lib/connection-tests/rules/shown-state';
import { getReadiness } from '@/lib/submissions/get-readiness';
import { ClientMessages } from '../../../../components/client-messages';
import { requireMemberContext } from '../../../../current-actor';
import { AssetHead } from '../../asset-head';
import { assetPath } from '../../asset-paths';
import { NextStepBar } from '../../next-step';
import { PageRefresher } from '../../page-refresher';
import { mayDo, orNotFound } from '../../read-page';
import { DeclarationCard } from './declaration-card';
import { LockNotice } from './lock-notice';
import { MatrixCard } from './matrix-card';
import { RunPanel } from './run/run-panel';
import { UrlProofCard } from './url-proof-card';

type Params = { params: Promise<{ assetId: string }> };
type Props = Params & { searchParams: Promise<{ edit?: string | string[] }> };

const readPage = cache(async (assetId: string) => {
  const context = await requireMemberContext();
  const connection = await orNotFound(getConnection(context, assetId));
  return { context, connection, assessed: await getReadiness(context, assetId) };
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { connection } = await readPage((await params).assetId);
  const t = await getTranslations('connection');
  return { title: `${t('title')} · ${connection.asset.name}` };
}

/** What an asset declares about its interfaces, and the results of its test cases. */
export default async function ConnectionPage({ params, searchParams }: Props) {
  const { context, connection, assessed } = await readPage((await params).assetId);
  const { asset, lock, newestRun, declaration } = connection;
  const { edit } = await searchParams;
  const runs = await orNotFound(getConnectionRuns(context, asset.id, null));
  const mayRun = mayDo(context, 'connection.run');
  return (
    <ClientMessages namespaces={['connection', 'connection-checks', 'connection-run']}>
      {isUnderWay(newestRun) && <PageRefresher everyMs={1_000} />}
      <AssetHead asset={asset} line={assessed.line} section="connection" />
      {lock && (
        <div className="mb-6">
          <LockNotice assetId={asset.id} lock={lock} />
        </div>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <DeclarationCard
            connection={connection}
            mayEdit={mayDo(context, 'connection.edit')}
            isEditing={edit === 'declaration'}
          />
          <UrlProofCard
            assetId={asset.id}
            isUrlSet={(declaration?.productionUrl ?? '') !== ''}
            urlProof={await getUrlProof(context, asset.id)}
            mayRun={mayRun}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <MatrixCard connection={connection} mayRun={mayRun} />
          <RunPanel assetId={asset.id} runs={runs} mayRun={mayRun} />
        </div>
      </div>
      <NextStepBar assessed={assessed} here={assetPath(asset.id, 'connection')} />
    </ClientMessages>
  );
}
