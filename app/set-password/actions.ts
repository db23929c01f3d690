'use server';

import { headers } from 'next/headers';
import { setPasswordByLink } from '@/lib/people/set-password-by-link';
import type { FormAction } from '../action-result';
import { formControls } from '../form-controls';
import { runAction } from '../run-action';
import { visitOf } from '../visit';

/** The link is the proof of who it is: nobody is signed in. */
export const setPasswordAction: FormAction = async (_previous, form) =>
  runAction('set-password', form, async () => {
    await setPasswordByLink(visitOf(await headers()), formControls(form));
    return undefined;
  });
