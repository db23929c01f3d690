'use server';

import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import type { FormAction } from '@/app/action-result';
import { formControls } from '@/app/form-controls';
import { runAction } from '@/app/run-action';
import { readVisit } from '@/app/visit';
import { configuration } from '@/lib/config/configuration';
import { isMailOn } from '@/lib/mail/create-mailer';
import { requestPasswordReset } from '@/lib/people/password-links/request-password-reset';

/** Nobody is signed in; the answer is the same for every address. */
export const requestResetAction: FormAction = async (_previous, form) =>
  runAction('request-reset', form, async () => {
    const page = { language: await getLocale(), isMailOn: isMailOn(configuration()) };
    await requestPasswordReset(readVisit(await headers()), formControls(form), page);
    return undefined;
  });
