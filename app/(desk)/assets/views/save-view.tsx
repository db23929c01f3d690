'use client';

import { Save } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { Checkbox } from '@/app/components/checkbox';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { SAVED_VIEW_NAME_LENGTH } from '@/lib/core/policy';
import { saveViewAction } from './actions';

/** Keeps the filters and the order that the list has now. @param query parts of its address by name */
export function SaveView({ query }: { query: Readonly<Record<string, string>> }) {
  const t = useTranslations('assets.views');
  return (
    <DialogButton label={t('save')} title={t('saveTitle')} size="sm" icon={Save}>
      <ActionForm action={saveViewAction}>
        {Object.entries(query).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          name="name"
          label={t('name')}
          hint={t('nameHint')}
          maxLength={SAVED_VIEW_NAME_LENGTH}
          autoComplete="off"
          required
        />
        <Checkbox name="isDefault" value="true" label={t('isDefault')} />
        <div className="flex justify-end">
          <SubmitButton>{t('saveSubmit')}</SubmitButton>
        </div>
      </ActionForm>
    </DialogButton>
  );
}
