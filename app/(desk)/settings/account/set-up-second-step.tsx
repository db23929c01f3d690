'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { CodeBlock } from '@/app/components/code-block';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { confirmSecondStepAction, startSecondStepAction } from './actions';
import type { QrDrawing } from './draw-qr';
import { QrPicture } from './qr-picture';

type Begun = ActionResult<{ key: string; qr: QrDrawing }>;
type Confirmed = ActionResult<{ codes: string[] }>;

/** First the password, then the key with a first code of the app. */
export function SetUpSecondStep({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const t = useTranslations('settings.account');
  const [begun, setBegun] = useState<{ key: string; qr: QrDrawing } | null>(null);

  async function start(previous: Begun | null, form: FormData): Promise<Begun> {
    const result = await startSecondStepAction(previous, form);
    if (result.ok) setBegun(result.value);
    return result;
  }

  async function confirm(previous: Confirmed | null, form: FormData): Promise<Confirmed> {
    const result = await confirmSecondStepAction(previous, form);
    if (result.ok) onCodes(result.value.codes);
    return result;
  }

  if (begun === null)
    return (
      <ActionForm key="start" kind="act" action={start} className="max-w-md">
        <TextField
          name="currentPassword"
          type="password"
          label={t('currentPassword')}
          autoComplete="current-password"
        />
        <div>
          <SubmitButton>{t('secondStep.start')}</SubmitButton>
        </div>
      </ActionForm>
    );
  return (
    <ActionForm key="confirm" kind="act" action={confirm} className="max-w-md">
      <p role="status">{t('secondStep.scan')}</p>
      <QrPicture qr={begun.qr} label={t('secondStep.qr')} />
      <CodeBlock label={t('secondStep.key')} text={begun.key} />
      <TextField
        name="code"
        label={t('secondStep.code')}
        hint={t('secondStep.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={100}
      />
      <div>
        <SubmitButton>{t('secondStep.confirm')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
