'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { RadioGroup } from '@/app/components/radio-group';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { ASSET_NAME_LENGTH } from '@/lib/core/policy';
import { createAssetAction } from './actions';

/** What is sold, how it is called, and on to its hub. */
export function AddAssetForm() {
  const t = useTranslations('assets.new');
  return (
    <ActionForm action={createAssetAction}>
      <RadioGroup
        name="category"
        label={t('category')}
        defaultValue="SAAS"
        options={[{ value: 'SAAS', label: t('saas'), hint: t('saasHint') }]}
      />
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        maxLength={ASSET_NAME_LENGTH}
        autoComplete="off"
        required
      />
      <div className="flex justify-end">
        <SubmitButton>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
