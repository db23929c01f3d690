import { formText } from '@/app/form-controls';
import { AppError } from '@/lib/core/errors';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { fromFieldTexts, readJsonObject } from '@/lib/koogallery/request-form';
import type { JsonObject } from '@/lib/signing/canonical';

/** Which case a form is about: the interface, and the saved case's name; empty for the interface's own. */
export const readCase = (form: FormData): { activity: string; caseName: string } => ({
  activity: formText(form, 'activityOfCase'),
  caseName: formText(form, 'caseName'),
});

/** A saved case as the editor saw it. */
export const readSavedCase = (form: FormData) => ({
  assetId: formText(form, 'assetId'),
  caseId: formText(form, 'caseId'),
  version: formText(form, 'version'),
});

/**
 * The builder's request, from its controls or from its JSON.
 * @throws AppError VALIDATION when the JSON is not an object
 */
export function readRequest(form: FormData): JsonObject {
  if (formText(form, 'mode') === 'json') {
    const request = readJsonObject(formText(form, 'json'));
    if (request) return request;
    const problem = { field: 'json', message: 'connection.request.NOT_AN_OBJECT' };
    throw new AppError('VALIDATION', { message: 'validation', fields: [problem] });
  }
  const protocol = formText(form, 'protocol') === 'V1.0' ? 'V1.0' : 'V2.0';
  const spec = findInterface(protocol, readCase(form).activity);
  const texts = Object.fromEntries(spec?.request.map(({ name }) => [name, formText(form, name)]) ?? []);
  const others = readJsonObject(formText(form, 'others')) ?? {};
  return spec ? fromFieldTexts(spec, texts, others) : others;
}

/**
 * Problems at the controls that are there: those of the request at its JSON where that is shown, and that of a new
 * case's name at its own control, because a request may have a field of that name.
 */
export function atControls(error: unknown, form: FormData): unknown {
  if (!(error instanceof AppError) || error.code !== 'VALIDATION' || !error.details.fields) return error;
  const isJson = formText(form, 'mode') === 'json';
  const fields = error.details.fields.map((problem) => {
    const isOfRequest = problem.message.startsWith('connection.request.');
    if (problem.field === 'name' && !isOfRequest) return { ...problem, field: 'newName' };
    return isJson ? { ...problem, field: 'json' } : problem;
  });
  return new AppError('VALIDATION', { ...error.details, fields });
}
