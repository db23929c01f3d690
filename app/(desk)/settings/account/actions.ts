'use server';

import { revalidatePath } from 'next/cache';
import type { ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/current-actor';
import { runAction } from '@/app/run-action';
import { changePassword } from '@/lib/people/change-password';
import { revokeOtherSessions } from '@/lib/people/revoke-other-sessions';
import { revokeSession } from '@/lib/people/revoke-session';

type SessionsEnded = ActionResult<{ count: number }>;

export async function changePasswordAction(
  _previous: SessionsEnded | null,
  form: FormData,
): Promise<SessionsEnded> {
  return runAction('change-password', form, async () => {
    const context = await requireContext();
    const { sessionsEnded } = await changePassword(context, Object.fromEntries(form), context.sessionId);
    revalidatePath('/settings/account');
    return { count: sessionsEnded };
  });
}

export async function revokeSessionAction(
  _previous: SessionsEnded | null,
  form: FormData,
): Promise<SessionsEnded> {
  return runAction('revoke-session', form, async () => {
    const result = await revokeSession(await requireContext(), { sessionId: String(form.get('sessionId')) });
    revalidatePath('/settings/account');
    return result;
  });
}

export async function revokeOtherSessionsAction(): Promise<SessionsEnded> {
  return runAction('revoke-other-sessions', null, async () => {
    const context = await requireContext();
    const result = await revokeOtherSessions(context, context.sessionId);
    revalidatePath('/settings/account');
    return result;
  });
}
