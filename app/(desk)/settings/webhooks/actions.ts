'use server';

import { redirect } from 'next/navigation';
import { formAction } from '@/app/form-action';
import { formText, formTexts } from '@/app/form-controls';
import { redeliver } from '@/lib/webhooks/deliveries/redeliver';
import { sendTest } from '@/lib/webhooks/deliveries/send-test';
import { addEndpoint } from '@/lib/webhooks/endpoints/add-endpoint';
import { deleteEndpoint } from '@/lib/webhooks/endpoints/delete-endpoint';
import { rotateSecret } from '@/lib/webhooks/endpoints/rotate-secret';
import { saveEndpoint } from '@/lib/webhooks/endpoints/save-endpoint';
import { switchEndpoint } from '@/lib/webhooks/endpoints/switch-endpoint';

export const addEndpointAction = formAction('add-webhook', addEndpoint, {
  read: (form) => ({ url: formText(form, 'url'), subjects: formTexts(form, 'subjects') }),
  answer: ({ secret }) => ({ secret }),
});

export const saveEndpointAction = formAction('save-webhook', saveEndpoint, {
  read: (form) => ({
    endpointId: formText(form, 'endpointId'),
    version: formText(form, 'version'),
    url: formText(form, 'url'),
    subjects: formTexts(form, 'subjects'),
  }),
});

export const switchEndpointAction = formAction('switch-webhook', switchEndpoint, {
  read: (form) => ({ endpointId: formText(form, 'endpointId'), isOn: formText(form, 'isOn') === 'yes' }),
});

export const rotateSecretAction = formAction('rotate-webhook-secret', rotateSecret, {
  answer: ({ secret }) => ({ secret }),
});

export const deleteEndpointAction = formAction('delete-webhook', deleteEndpoint, {
  answer: () => redirect('/settings/webhooks'),
});

export const sendTestAction = formAction('test-webhook', sendTest, { answer: () => undefined });

export const redeliverAction = formAction('redeliver-webhook', redeliver);
