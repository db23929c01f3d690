import { useTranslations } from 'next-intl';
import { deleteAssetAction } from '@/app/(desk)/assets/actions';
import { Card } from '@/app/components/card';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { UnusableButton } from '@/app/components/unusable-button';
import { useListText } from '@/app/components/use-list-text';
import { productPath, requestPath } from '@/app/paths';
import type { DeletionBlocker } from '@/lib/assets/rules/deletion';
import type { AssetRecord } from '@/lib/assets/store';

type DeleteCardProps = {
  asset: Pick<AssetRecord, 'id' | 'name' | 'products'>;
  blocker: DeletionBlocker | 'ROLE' | null;
  submissionId: string | null;
  /** Number of the approved request that is lost with it; null where nothing is approved. */
  approvedNumber: number | null;
  /** The reader chose Delete in the list. */
  isAsked: boolean;
};

/** Deleting the asset: what is lost, or why it cannot be done. */
export function DeleteCard({ asset, blocker, submissionId, approvedNumber, isAsked }: DeleteCardProps) {
  const t = useTranslations('assets.delete');
  const list = useListText();
  const [product] = asset.products;
  const remedies = {
    UNDER_REVIEW: submissionId ? { href: requestPath(submissionId), label: t('toRequest') } : undefined,
    HAS_PRODUCT: product && { href: productPath(product.id), label: t('toProduct', { name: product.name }) },
    ROLE: undefined,
  };
  return (
    <Card id="delete" title={t('section')}>
      <div className="flex flex-col items-start gap-3">
        <p className="max-w-reading text-muted">{t('lost')}</p>
        {blocker === null ? (
          <ConfirmDialog
            label={t('label')}
            title={t('title', { name: asset.name })}
            action={deleteAssetAction}
            values={{ assetId: asset.id }}
            typedName={asset.name}
            isInitiallyOpen={isAsked}
          >
            <p>{t('lost')}</p>
            {approvedNumber !== null && (
              <p className="mt-2 font-medium">{t('approvedLost', { number: approvedNumber })}</p>
            )}
          </ConfirmDialog>
        ) : (
          <UnusableButton
            reason={t(`blocker.${blocker}`, { products: list(asset.products.map(({ name }) => name)) })}
            remedy={remedies[blocker]}
          >
            {t('label')}
          </UnusableButton>
        )}
      </div>
    </Card>
  );
}
