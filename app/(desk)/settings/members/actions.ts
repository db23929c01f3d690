'use server';

import { revalidatePath } from 'next/cache';
import type { ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/current-actor';
import { runAction } from '@/app/run-action';
import { configuration } from '@/lib/config/configuration';
import { addMember } from '@/lib/people/add-member';
import { changeMemberRole } from '@/lib/people/change-member-role';
import { makeMemberLink } from '@/lib/people/make-member-link';
import { removeMember } from '@/lib/people/remove-member';

export async function addMemberAction(_previous: ActionResult | null, form: FormData): Promise<ActionResult> {
  return runAction('add-member', form, async () => {
    await addMember(await requireContext(), Object.fromEntries(form));
    revalidatePath('/settings/members');
    return undefined;
  });
}

export async function changeMemberRoleAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('change-member-role', form, async () => {
    await changeMemberRole(await requireContext(), Object.fromEntries(form));
    revalidatePath('/settings/members');
    return undefined;
  });
}

export async function removeMemberAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('remove-member', form, async () => {
    await removeMember(await requireContext(), Object.fromEntries(form));
    revalidatePath('/settings/members');
    return undefined;
  });
}

/** @returns the whole address, to be handed over */
export async function makePasswordLinkAction(
  _previous: ActionResult<{ url: string }> | null,
  form: FormData,
): Promise<ActionResult<{ url: string }>> {
  return runAction('make-password-link', form, async () => {
    const { path } = await makeMemberLink(await requireContext(), Object.fromEntries(form));
    return { url: new URL(path, configuration().NEXTAUTH_URL).href };
  });
}
