'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  deleteEndpointAction,
  redeliverAction,
  rotateSecretAction,
  sendTestAction,
  switchEndpointAction,
} from '@/app/(desk)/settings/webhooks/actions';
import { ShownSecret } from '@/app/(desk)/settings/webhooks/shown-secret';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';
import { showToast } from '@/app/components/toast-store';

type EndpointButtonsProps = { endpointId: string; isOn: boolean };

/** What can be done with a webhook. */
export function EndpointButtons({ endpointId, isOn }: EndpointButtonsProps) {
  const t = useTranslations('settings.webhooks');

  async function test(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await sendTestAction(previous, form);
    if (result.ok) showToast('success', t('tested'));
    return result;
  }

  return (
    <div className="flex flex-wrap items-start gap-2">
      {isOn && (
        <ActionForm kind="act" action={test}>
          <input type="hidden" name="endpointId" value={endpointId} />
          <SubmitButton>{t('test')}</SubmitButton>
        </ActionForm>
      )}
      <ActionForm kind="act" action={switchEndpointAction}>
        <input type="hidden" name="endpointId" value={endpointId} />
        <input type="hidden" name="isOn" value={isOn ? 'no' : 'yes'} />
        <SubmitButton look="secondary">{isOn ? t('switchOff') : t('switchOn')}</SubmitButton>
      </ActionForm>
      <RotateSecret endpointId={endpointId} />
      <ConfirmDialog
        label={t('delete')}
        title={t('deleteTitle')}
        action={deleteEndpointAction}
        values={{ endpointId }}
      >
        <p>{t('deleteLoss')}</p>
      </ConfirmDialog>
    </div>
  );
}

type Rotated = ActionResult<{ secret: string }>;

function RotateSecret({ endpointId }: { endpointId: string }) {
  const t = useTranslations('settings.webhooks');
  const [secret, setSecret] = useState<string | null>(null);

  async function rotate(previous: Rotated | null, form: FormData): Promise<Rotated> {
    const result = await rotateSecretAction(previous, form);
    if (result.ok) setSecret(result.value.secret);
    return result;
  }

  return (
    <DialogButton label={t('rotate')} title={t('rotateTitle')}>
      <ActionForm kind="act" action={rotate}>
        <input type="hidden" name="endpointId" value={endpointId} />
        <p>{t('rotateHint')}</p>
        <ShownSecret secret={secret} />
        <div className="flex justify-end">
          <SubmitButton>{t('rotate')}</SubmitButton>
        </div>
      </ActionForm>
    </DialogButton>
  );
}

/** Sends a message again, with the id that it has. */
export function RedeliverButton({ deliveryId }: { deliveryId: string }) {
  const t = useTranslations('settings.webhooks');

  async function again(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await redeliverAction(previous, form);
    if (result.ok) showToast('success', t('againDone'));
    return result;
  }

  return (
    <ActionForm kind="act" action={again}>
      <input type="hidden" name="deliveryId" value={deliveryId} />
      <SubmitButton look="secondary" size="sm">
        {t('again')}
      </SubmitButton>
    </ActionForm>
  );
}
