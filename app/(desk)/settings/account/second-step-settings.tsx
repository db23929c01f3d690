'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { Pill } from '@/app/components/pill';
import type { SecondStep } from '@/lib/people/second-step/get-second-step';
import { renewRecoveryCodesAction, switchOffSecondStepAction } from './actions';
import { RecoveryCodes } from './recovery-codes';
import { SecondStepDialog } from './second-step-dialog';
import { SetUpSecondStep } from './set-up-second-step';

type Renewed = ActionResult<{ codes: string[] }>;

/** Two-step sign-in: set it up, or see that it is on. New recovery codes stay on the page until they are kept. */
export function SecondStepSettings({ isOn, recoveryCodesLeft }: SecondStep) {
  const t = useTranslations('settings.account.secondStep');
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  async function renew(previous: Renewed | null, form: FormData): Promise<Renewed> {
    const result = await renewRecoveryCodesAction(previous, form);
    if (result.ok) setCodes(result.value.codes);
    return result;
  }

  if (codes !== null) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
  if (!isOn)
    return (
      <div className="flex flex-col gap-5">
        <p className="max-w-reading text-muted">{t('off')}</p>
        <SetUpSecondStep onCodes={setCodes} />
      </div>
    );
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <Pill tone="success" icon={Check}>
          {t('on')}
        </Pill>
        <p>{t('left', { count: recoveryCodesLeft })}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <SecondStepDialog label={t('renew')} title={t('renewTitle')} loss={t('renewLoss')} action={renew} />
        <SecondStepDialog
          label={t('switchOff')}
          title={t('switchOffTitle')}
          loss={t('switchOffLoss')}
          action={switchOffSecondStepAction}
        />
      </div>
    </div>
  );
}
