'use server';

import { formAction } from '@/app/form-action';
import { formText, formTexts } from '@/app/form-controls';
import { makeApiKey } from '@/lib/api-keys/make-api-key';
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key';

/** Answers with the key, to be copied. */
export const makeApiKeyAction = formAction('make-api-key', makeApiKey, {
  read: (form) => ({
    name: formText(form, 'name'),
    scopes: formTexts(form, 'scopes'),
    days: formText(form, 'days'),
  }),
  answer: ({ key }) => ({ shown: key }),
});

export const revokeApiKeyAction = formAction('revoke-api-key', revokeApiKey);
