'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import { addEndpointAction } from './actions';
import { EndpointFields } from './endpoint-fields';
import { ShownSecret } from './shown-secret';

type Result = ActionResult<{ secret: string }>;

/** Adds a webhook and shows its secret, once. */
export function AddEndpointForm() {
  const t = useTranslations('settings.webhooks');
  const [added, setAdded] = useState<{ times: number; secret: string } | null>(null);

  async function add(previous: Result | null, form: FormData): Promise<Result> {
    const result = await addEndpointAction(previous, form);
    if (result.ok) setAdded((last) => ({ times: (last?.times ?? 0) + 1, secret: result.value.secret }));
    return result;
  }

  return (
    <div className="flex max-w-xl flex-col gap-5">
      <ShownSecret secret={added?.secret ?? null} />
      <ActionForm key={added?.times ?? 0} action={add}>
        <EndpointFields />
        <div>
          <SubmitButton>{t('addSubmit')}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
