'use server';

import { headers } from 'next/headers';
import type { FormAction } from '@/app/action-result';
import { formControls } from '@/app/form-controls';
import { runAction } from '@/app/run-action';
import { readVisit } from '@/app/visit';
import { setPasswordByLink } from '@/lib/people/set-password-by-link';

/** The link is the proof of who it is: nobody is signed in. */
export const setPasswordAction: FormAction = async (_previous, form) =>
  runAction('set-password', form, async () => {
    await setPasswordByLink(readVisit(await headers()), formControls(form));
    return undefined;
  });
