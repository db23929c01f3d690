'use client';

import { useTranslations } from 'next-intl';
import type { FormAction } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';

type SecondStepDialogProps<T> = {
  label: string;
  title: string;
  /** What is lost. */
  loss: string;
  action: FormAction<T>;
};

/** What weakens or replaces the second step needs both steps, and says what is lost. */
export function SecondStepDialog<T>({ label, title, loss, action }: SecondStepDialogProps<T>) {
  const t = useTranslations('settings.account');
  return (
    <DialogButton label={label} title={title} size="sm">
      <ActionForm kind="act" action={action}>
        <p className="max-w-reading">{loss}</p>
        <TextField
          name="currentPassword"
          type="password"
          label={t('currentPassword')}
          autoComplete="current-password"
        />
        <TextField
          name="code"
          label={t('secondStep.eitherCode')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
        />
        <div className="flex justify-end">
          <SubmitButton look="danger">{label}</SubmitButton>
        </div>
      </ActionForm>
    </DialogButton>
  );
}
