'use client';

import { PencilLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/app/(desk)/assets/action-button';
import { ActionDialog } from '@/app/(desk)/assets/action-dialog';
import { modifyAssetAction } from '@/app/(desk)/assets/actions';
import type { ButtonLook } from '@/app/components/button-style';

type ModifyButtonProps = {
  assetId: string;
  name: string;
  /** Something approved stays on sale meanwhile: that is said first. */
  isOnSale: boolean;
  look?: ButtonLook;
};

/** Opens a new draft of a decided asset. */
export function ModifyButton({ assetId, name, isOnSale, look = 'primary' }: ModifyButtonProps) {
  const t = useTranslations('assets.modify');
  const values = { assetId };
  if (!isOnSale)
    return (
      <ActionButton
        label={t('again')}
        look={look}
        icon={PencilLine}
        action={modifyAssetAction}
        values={values}
      />
    );
  return (
    <ActionDialog
      label={t('label')}
      title={t('title', { name })}
      look={look}
      icon={PencilLine}
      action={modifyAssetAction}
      values={values}
    >
      <p>{t('staysOnSale')}</p>
    </ActionDialog>
  );
}
