'use server';

import { cancelConnectionRun } from '@/lib/connection-tests/cancel-connection-run';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { RUN_SECTIONS } from '@/lib/connection-tests/rules/run-item';
import type { ActionResult } from '../../../../../action-result';
import { requireContext } from '../../../../../current-actor';
import { runAction } from '../../../../../run-action';
import { textOf } from '../form-input';

type Done = ActionResult<undefined>;

/** Everything at once, the way that suits most. */
export async function runEverythingAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('run-connection', form, async () => {
    await requestConnectionRun(await requireContext(), { assetId: textOf(form, 'assetId') });
    return undefined;
  });
}

/** The parts that were chosen, in the way that was chosen. */
export async function runChosenAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('run-connection', form, async () => {
    await requestConnectionRun(await requireContext(), {
      assetId: textOf(form, 'assetId'),
      sections: RUN_SECTIONS.filter((section) => form.getAll('sections').includes(section)),
      parallelism: textOf(form, 'parallelism'),
      isTestFlagged: textOf(form, 'unflagged') === '',
    });
    return undefined;
  });
}

export async function cancelRunAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('cancel-connection-run', form, async () => {
    const ids = { assetId: textOf(form, 'assetId'), runId: textOf(form, 'runId') };
    await cancelConnectionRun(await requireContext(), ids);
    return undefined;
  });
}
