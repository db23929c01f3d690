'use server';

import { redirect } from 'next/navigation';
import { formAction } from '@/app/form-action';
import { formText, formTexts, readText } from '@/app/form-controls';
import { bulkRunPath } from '@/app/paths';
import { previewBulk } from '@/lib/bulk/preview-bulk';
import { startBulk } from '@/lib/bulk/start-bulk';
import { stopBulk } from '@/lib/bulk/stop-bulk';

/** The rows that were chosen one by one, or all that the filters in the form let through. */
const readSelection = (form: FormData) => ({
  kind: formText(form, 'kind'),
  ids: formTexts(form, 'id'),
  filter:
    formText(form, 'all') === ''
      ? null
      : Object.fromEntries(
          ['q', 'status', 'website', 'expiry', 'interfaces'].map((name) => [name, formText(form, name)]),
        ),
});

export const previewBulkAction = formAction('preview-bulk', previewBulk, {
  read: readSelection,
  answer: (preview) => preview,
});

export const startBulkAction = formAction('start-bulk', startBulk, {
  read: (form) => ({
    ...readSelection(form),
    key: formText(form, 'key'),
    willDo: formText(form, 'willDo'),
  }),
  answer: ({ runId }) => redirect(bulkRunPath(runId)),
});

export const stopBulkAction = formAction('stop-bulk', stopBulk, { read: readText('runId') });
