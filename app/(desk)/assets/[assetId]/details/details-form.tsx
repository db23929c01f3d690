'use client';

import { useTranslations } from 'next-intl';
import { saveDetailsAction } from '@/app/(desk)/assets/actions';
import { ActionForm } from '@/app/components/action-form';
import { TextArea } from '@/app/components/text-area';
import { TextField } from '@/app/components/text-field';
import { ASSET_DESCRIPTION_LENGTH, ASSET_NAME_LENGTH } from '@/lib/core/policy';

type DetailsFormProps = { assetId: string; version: number; name: string; description: string };

/** Name and description of an asset. */
export function DetailsForm({ assetId, version, name, description }: DetailsFormProps) {
  const t = useTranslations('assets.details');
  return (
    <ActionForm
      action={saveDetailsAction}
      version={version}
      labels={{ name: t('name'), description: t('description') }}
      savesItself
    >
      <input type="hidden" name="assetId" value={assetId} />
      <div id="name">
        <TextField
          name="name"
          label={t('name')}
          hint={t('nameHint')}
          defaultValue={name}
          maxLength={ASSET_NAME_LENGTH}
          autoComplete="off"
          required
        />
      </div>
      <TextArea
        name="description"
        label={t('description')}
        hint={t('descriptionHint')}
        defaultValue={description}
        maxLength={ASSET_DESCRIPTION_LENGTH}
        rows={6}
        isOptional
      />
    </ActionForm>
  );
}
