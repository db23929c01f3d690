'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DialogButton } from '@/app/components/dialog-button';
import { AddAssetForm } from './add-asset-form';

/** The category dialog and its button. */
export function AddAsset() {
  const t = useTranslations('assets.new');
  return (
    <DialogButton label={t('label')} title={t('title')} look="primary" icon={Plus}>
      <AddAssetForm />
    </DialogButton>
  );
}
