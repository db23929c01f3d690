'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { CASE_LIMITS } from '@/lib/connection-tests/rules/saved-case';
import { deleteCaseAction, renameCaseAction } from './actions';

type ManageCaseProps = { assetId: string; activity: string; caseId: string; name: string; version: number };

/** Another name for a saved case, or its end. */
export function ManageCase({ assetId, activity, caseId, name, version }: ManageCaseProps) {
  const t = useTranslations('connection.cases');
  const values = { assetId, activityOfCase: activity, caseId, version: String(version) };
  return (
    <div className="flex flex-wrap gap-2">
      <DialogButton key={version} label={t('rename')} title={t('renameTitle')} size="sm">
        <ActionForm action={renameCaseAction}>
          {Object.entries(values).map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
          <TextField
            name="name"
            label={t('name')}
            defaultValue={name}
            maxLength={CASE_LIMITS.name}
            autoComplete="off"
          />
          <div className="flex justify-end">
            <SubmitButton>{t('rename')}</SubmitButton>
          </div>
        </ActionForm>
      </DialogButton>
      <ConfirmDialog
        size="sm"
        label={t('delete')}
        title={t('deleteTitle', { name })}
        action={deleteCaseAction}
        values={values}
      >
        <p>{t('deleteText')}</p>
      </ConfirmDialog>
    </div>
  );
}
