'use server';

import { openAppeal } from '@/lib/appeals/open-appeal';
import { removeProof } from '@/lib/appeals/remove-proof';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import type { ActionResult } from '../../../../action-result';
import { requireContext } from '../../../../current-actor';
import { runAction } from '../../../../run-action';

type Result = ActionResult<void>;
type Previous = Result | null;
type Saved = { version: number };

export async function openAppealAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('open-appeal', form, async () =>
    openAppeal(await requireContext(), Object.fromEntries(form)),
  );
}

export async function saveAssessmentAction(
  _previous: ActionResult<Saved> | null,
  form: FormData,
): Promise<ActionResult<Saved>> {
  return runAction('save-assessment', form, async () =>
    saveAssessment(await requireContext(), Object.fromEntries(form)),
  );
}

export async function removeProofAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('remove-proof', form, async () =>
    removeProof(await requireContext(), Object.fromEntries(form)),
  );
}

export async function submitAppealAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('submit-appeal', form, async () =>
    submitAppeal(await requireContext(), Object.fromEntries(form)),
  );
}
