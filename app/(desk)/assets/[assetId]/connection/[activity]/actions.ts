'use server';

import { redirect } from 'next/navigation';
import { formAction } from '@/app/form-action';
import { formText } from '@/app/form-controls';
import { casePath } from '@/app/paths';
import { deleteCase } from '@/lib/connection-tests/cases/delete-case';
import { renameCase } from '@/lib/connection-tests/cases/rename-case';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { answerBuilder } from './answer-builder';
import { readCase, readSavedCase } from './read-case';

export const builderAction = formAction('connection-case-builder', answerBuilder, { read: (form) => form });

export const runCaseAction = formAction('run-connection-case', requestConnectionRun, {
  read: (form) => ({ assetId: formText(form, 'assetId'), cases: [readCase(form)] }),
});

export const renameCaseAction = formAction('rename-connection-case', renameCase, {
  read: (form) => ({ ...readSavedCase(form), name: formText(form, 'name') }),
});

export const deleteCaseAction = formAction('delete-connection-case', deleteCase, {
  read: readSavedCase,
  answer: (_value, form) => redirect(casePath(formText(form, 'assetId'), readCase(form).activity)),
});
