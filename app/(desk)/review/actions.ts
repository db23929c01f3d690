'use server';

import { decideAppeal } from '@/lib/appeals/review/decide-appeal';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import type { ActionResult } from '../../action-result';
import { requireContext } from '../../current-actor';
import { runAction } from '../../run-action';

type Result = ActionResult<void>;
type Previous = Result | null;

export async function giveVerdictAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('give-verdict', form, async () =>
    giveVerdict(await requireContext(), Object.fromEntries(form)),
  );
}

export async function decideAppealAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('decide-appeal', form, async () => {
    await decideAppeal(await requireContext(), Object.fromEntries(form));
  });
}
