'use server';

import { formAction } from '@/app/form-action';
import { formText } from '@/app/form-controls';
import { cancelConnectionRun } from '@/lib/connection-tests/cancel-connection-run';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { RUN_SECTIONS } from '@/lib/connection-tests/rules/run-item';

/** Everything at once, the way that suits most. */
export const runEverythingAction = formAction('run-connection', requestConnectionRun, {
  read: (form) => ({ assetId: formText(form, 'assetId') }),
});

/** The parts that were chosen, in the way that was chosen. */
export const runChosenAction = formAction('run-connection', requestConnectionRun, {
  read: (form) => ({
    assetId: formText(form, 'assetId'),
    sections: RUN_SECTIONS.filter((section) => form.getAll('sections').includes(section)),
    parallelism: formText(form, 'parallelism'),
    isTestFlagged: formText(form, 'unflagged') === '',
  }),
});

export const cancelRunAction = formAction('cancel-connection-run', cancelConnectionRun);
