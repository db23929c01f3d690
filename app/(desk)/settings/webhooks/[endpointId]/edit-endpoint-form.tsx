'use client';

import { useTranslations } from 'next-intl';
import { saveEndpointAction } from '@/app/(desk)/settings/webhooks/actions';
import { EndpointFields } from '@/app/(desk)/settings/webhooks/endpoint-fields';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';

type EditEndpointFormProps = {
  endpoint: { id: string; url: string; subjects: readonly string[]; version: number };
};

/** Changes where a webhook goes and what it is sent. */
export function EditEndpointForm({ endpoint: { id, url, subjects, version } }: EditEndpointFormProps) {
  const t = useTranslations('settings.webhooks');
  return (
    <ActionForm action={saveEndpointAction} version={version} hasSavedNote>
      <input type="hidden" name="endpointId" value={id} />
      <EndpointFields url={url} subjects={subjects} />
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
