import { findInterface } from '@/lib/connection-tests/rules/interface-catalog';
import { fromFieldTexts, readJsonObject } from '@/lib/connection-tests/rules/request-form';
import { AppError } from '@/lib/core/errors';
import type { JsonObject } from '@/lib/signing/canonical';

/** A control's text; a missing control and a file are the empty text. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === 'string');

/** The declaration form as `saveDeclaration` takes it; parameter rows that nobody filled are left out. */
export function declarationOf(form: FormData) {
  const names = textsOf(form, 'parameterName');
  const values = textsOf(form, 'parameterValue');
  return {
    assetId: textOf(form, 'assetId'),
    version: textOf(form, 'version'),
    protocol: textOf(form, 'protocol'),
    productKind: textOf(form, 'productKind'),
    billingModes: textsOf(form, 'billingModes'),
    productionUrl: textOf(form, 'productionUrl'),
    accessKey: textOf(form, 'accessKey'),
    extensionParameters: names
      .map((name, index) => ({ name, value: values[index] ?? '' }))
      .filter(({ name, value }) => name.trim() !== '' || value.trim() !== ''),
    provisioningInfo: textsOf(form, 'provisioningInfo'),
    encryptionAlgorithm: textOf(form, 'encryptionAlgorithm'),
  };
}

/**
 * The builder as one item of a run, from its controls or from its JSON.
 * @throws AppError VALIDATION when the JSON is no object
 */
export function requestItemOf(form: FormData): { activity: string; request: JsonObject } {
  const activity = textOf(form, 'case');
  if (textOf(form, 'mode') === 'json') {
    const request = readJsonObject(textOf(form, 'json'));
    if (request) return { activity, request };
    const problem = { field: 'json', message: 'connection.request.NOT_AN_OBJECT' };
    throw new AppError('VALIDATION', { message: 'validation', fields: [problem] });
  }
  const spec = findInterface('V2.0', activity);
  const texts = Object.fromEntries(spec?.request.map(({ name }) => [name, textOf(form, name)]) ?? []);
  const others = readJsonObject(textOf(form, 'others')) ?? {};
  return { activity, request: spec ? fromFieldTexts(spec, texts, others) : others };
}

/** Problems of single fields as problems of the one control that holds them all. */
export function aboutJson(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'VALIDATION') return error;
  const fields = error.details.fields?.map((problem) => ({ ...problem, field: 'json' }));
  return new AppError('VALIDATION', { ...error.details, ...(fields ? { fields } : {}) });
}
