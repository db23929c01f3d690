import { AssetHead } from '@/app/(desk)/assets/asset-head';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { ClientMessages } from '@/app/components/client-messages';
import { StepHelp } from '@/app/help/step-help';
import { mayDo } from '@/app/may-do';
import { assetPath } from '@/app/paths';
import { isUnderWay } from '@/lib/connection-tests/rules/live-state';
import { ConnectionBlockNotice } from './connection-block-notice';
import { DeclarationCard } from './declaration-card';
import { MatrixCard } from './matrix-card';
import { readConnection } from './read-connection';
import { RunPanel } from './run/run-panel';
import { UrlProofCard } from './url-proof-card';

type Params = { params: Promise<{ assetId: string }> };
type Props = Params & { searchParams: Promise<{ edit?: string | string[] }> };

/** What an asset declares about its interfaces, and the results of its test cases. */
export default async function ConnectionPage({ params, searchParams }: Props) {
  const { context, connection, assessed, runs, urlProof } = await readConnection((await params).assetId);
  const { asset, editBlocker, newestRun, declaration } = connection;
  const { edit } = await searchParams;
  const mayRun = mayDo(context, 'connection.run');
  return (
    <ClientMessages namespaces={['connection', 'connection-checks', 'connection-run']}>
      {isUnderWay(newestRun) && <PageRefresher everyMs={1_000} />}
      <AssetHead asset={asset} line={assessed.line} section="connection" />
      {editBlocker && (
        <div className="mb-6">
          <ConnectionBlockNotice assetId={asset.id} blocker={editBlocker} />
        </div>
      )}
      <div className="mb-6">
        <StepHelp topic="connection" />
      </div>
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
            urlProof={urlProof}
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
