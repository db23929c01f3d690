'use server';

import { headers } from 'next/headers';
import { setPasswordByLink } from '@/lib/people/set-password-by-link';
import type { ActionResult } from '../action-result';
import { runAction } from '../run-action';
import { visitOf } from '../visit';

export async function setPasswordAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('set-password', form, async () => {
    await setPasswordByLink(visitOf(await headers()), Object.fromEntries(form));
    return undefined;
  });
}
