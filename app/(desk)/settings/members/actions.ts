'use server';

import { revalidatePath } from 'next/cache';
import type { ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/current-actor';
import { runAction } from '@/app/run-action';
import { addMember } from '@/lib/people/add-member';
import { changeMemberRole } from '@/lib/people/change-member-role';
import { removeMember } from '@/lib/people/remove-member';

export async function addMemberAction(_previous: ActionResult | null, form: FormData): Promise<ActionResult> {
  return runAction('add-member', async () => {
    await addMember(await requireContext(), Object.fromEntries(form));
    revalidatePath('/settings/members');
    return undefined;
  });
}

export async function changeMemberRoleAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('change-member-role', async () => {
    await changeMemberRole(await requireContext(), Object.fromEntries(form));
    revalidatePath('/settings/members');
    return undefined;
  });
}

export async function removeMemberAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('remove-member', async () => {
    await removeMember(await requireContext(), Object.fromEntries(form));
    revalidatePath('/settings/members');
    return undefined;
  });
}
