'use server';

import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import type { ActionResult } from '../../action-result';
import { requireMemberContext } from '../../current-actor';
import { runAction } from '../../run-action';

export async function withdrawAction(_previous: ActionResult | null, form: FormData): Promise<ActionResult> {
  return runAction('withdraw-submission', form, async () => {
    await withdrawSubmission(await requireMemberContext(), String(form.get('submissionId') ?? ''));
    return undefined;
  });
}
