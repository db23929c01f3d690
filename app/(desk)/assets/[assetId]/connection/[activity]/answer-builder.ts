import { redirect } from 'next/navigation';
import type { PersonContext } from '@/app/current-actor';
import { formText } from '@/app/form-controls';
import { casePath } from '@/app/paths';
import { addCase } from '@/lib/connection-tests/cases/add-case';
import { saveCase } from '@/lib/connection-tests/cases/save-case';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { atControls, readCase, readRequest, readSavedCase } from './read-case';

/** Sends the builder's request, saves it in its case, or saves it as a new one: `intent` says which. */
export async function answerBuilder(context: PersonContext, form: FormData): Promise<void> {
  try {
    await answerIntent(context, form);
  } catch (error) {
    throw atControls(error, form);
  }
}

async function answerIntent(context: PersonContext, form: FormData): Promise<void> {
  const assetId = formText(form, 'assetId');
  const { activity, caseName } = readCase(form);
  const request = readRequest(form);
  switch (formText(form, 'intent')) {
    case 'save':
      await saveCase(context, { ...readSavedCase(form), request });
      return;
    case 'add': {
      const name = formText(form, 'newName');
      const { caseId } = await addCase(context, { assetId, activity, name, request });
      return redirect(casePath(assetId, activity, caseId));
    }
    default:
      await requestConnectionRun(context, { assetId, cases: [{ activity, caseName, request }] });
  }
}
