'use server';

import { redirect } from 'next/navigation';
import { addCase } from '@/lib/connection-tests/cases/add-case';
import { deleteCase } from '@/lib/connection-tests/cases/delete-case';
import { renameCase } from '@/lib/connection-tests/cases/rename-case';
import { saveCase } from '@/lib/connection-tests/cases/save-case';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import type { ActionResult } from '../../../../../action-result';
import { requireContext } from '../../../../../current-actor';
import { runAction } from '../../../../../run-action';
import { casePath } from '../connection-paths';
import { textOf } from '../form-input';
import { atControls, caseOf, requestOf, savedCaseOf } from './case-input';

type Done = ActionResult<undefined>;

/** The builder's buttons: send the request, save it in its case, or keep it as a new one. */
export async function builderAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('connection-case-builder', form, async () => {
    const context = await requireContext();
    const assetId = textOf(form, 'assetId');
    const { activity, caseName } = caseOf(form);
    try {
      const request = requestOf(form);
      switch (textOf(form, 'intent')) {
        case 'save':
          await saveCase(context, { ...savedCaseOf(form), request });
          return undefined;
        case 'add': {
          const name = textOf(form, 'newName');
          const { caseId } = await addCase(context, { assetId, activity, name, request });
          return redirect(casePath(assetId, activity, caseId));
        }
        default:
          await requestConnectionRun(context, { assetId, cases: [{ activity, caseName, request }] });
          return undefined;
      }
    } catch (error) {
      throw atControls(error, form);
    }
  });
}

export async function runCaseAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('run-connection-case', form, async () => {
    const cases = [caseOf(form)];
    await requestConnectionRun(await requireContext(), { assetId: textOf(form, 'assetId'), cases });
    return undefined;
  });
}

export async function renameCaseAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('rename-connection-case', form, async () => {
    await renameCase(await requireContext(), { ...savedCaseOf(form), name: textOf(form, 'name') });
    return undefined;
  });
}

export async function deleteCaseAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('delete-connection-case', form, async () => {
    await deleteCase(await requireContext(), savedCaseOf(form));
    return redirect(casePath(textOf(form, 'assetId'), caseOf(form).activity));
  });
}
