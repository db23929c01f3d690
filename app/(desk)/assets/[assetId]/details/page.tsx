import { getTranslations } from 'next-intl/server';
import { AssetHead } from '@/app/(desk)/assets/asset-head';
import { EditBlockNotice } from '@/app/(desk)/assets/edit-block-notice';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import { readHub } from '@/app/(desk)/assets/read-hub';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { DefinitionList } from '@/app/components/definition-list';
import { mayDo } from '@/app/may-do';
import { assetPath } from '@/app/paths';
import type { Search } from '@/app/search-parameters';
import { DeleteCard } from './delete-card';
import { DetailsForm } from './details-form';

type Params = { params: Promise<{ assetId: string }> };
type Props = Params & { searchParams: Promise<Search> };

/** Name and description of an asset: they save by themselves. */
export default async function AssetDetailsPage({ params, searchParams }: Props) {
  const { context, hub } = await readHub((await params).assetId);
  const t = await getTranslations('assets');
  const { asset } = hub;
  const blocker = mayDo(context, 'asset.edit') ? hub.editBlocker : 'ROLE';
  return (
    <ClientMessages namespaces={['assets']}>
      <AssetHead asset={asset} line={hub.line} section="details" />
      <div className="flex max-w-3xl flex-col gap-6">
        {blocker !== null && <EditBlockNotice assetId={asset.id} blocker={blocker} />}
        <Card>
          {blocker === null ? (
            <DetailsForm
              assetId={asset.id}
              version={asset.version}
              name={asset.name}
              description={asset.description}
            />
          ) : (
            <DefinitionList
              items={[
                { term: t('details.name'), value: asset.name },
                {
                  term: t('details.description'),
                  value:
                    asset.description === '' ? (
                      <span className="text-muted">{t('details.noDescription')}</span>
                    ) : (
                      <span className="whitespace-pre-wrap">{asset.description}</span>
                    ),
                },
              ]}
            />
          )}
        </Card>
        <DeleteCard
          asset={asset}
          blocker={mayDo(context, 'asset.delete') ? hub.deletion : 'ROLE'}
          submissionId={asset.submissionId}
          approvedNumber={hub.onSale?.number ?? null}
          isAsked={(await searchParams).delete === 'ask'}
        />
      </div>
      <NextStepBar assessed={hub} here={assetPath(asset.id, 'details')} />
    </ClientMessages>
  );
}
