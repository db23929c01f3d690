import { AppError } from '@/lib/core/errors';
import { isOutage } from '@/lib/core/outage';
import type { Translator } from '@/lib/i18n/translator';
import type { ActionError } from './action-result';

/** Whether a verb meant this failure: then its words may be shown, and the program is not at fault. */
export const isExpected = (error: unknown): boolean => error instanceof AppError && error.code !== 'INTERNAL';

/** What was thrown, as doors tell it: while the database is away nobody's program is at fault. */
export const asTold = (error: unknown): unknown =>
  isOutage(error) ? new AppError('UNAVAILABLE', { message: 'codes.UNAVAILABLE', cause: error }) : error;

/** "Enter the production URL." A control without a name of its own here is asked for by the general sentence. */
function askFor(field: string, t: Translator): string {
  const key = `errors.fieldNames.${field
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .join('_')}`;
  return t.has(key) ? t('errors.field.requiredNamed', { name: t(key) }) : t('errors.field.required');
}

/**
 * Any thrown thing as sentences in the reader's language. What is not an AppError becomes INTERNAL: its own words may
 * hold secrets and stay in the log. A message key without a text falls back to the general sentence of its code.
 */
export function describeError(error: unknown, t: Translator, reference: string): ActionError {
  if (!(error instanceof AppError)) {
    return { code: 'INTERNAL', message: t('errors.codes.INTERNAL'), fields: [], reference };
  }
  const { message, values, fields = [], data } = error.details;
  const sentence = (key: string, filled: typeof values, fallback: string) =>
    t.has(`errors.${key}`) ? t(`errors.${key}`, filled) : t(`errors.${fallback}`);
  return {
    code: error.code,
    message: sentence(message, values, `codes.${error.code}`),
    fields: fields.map((problem) => ({
      field: problem.field,
      message:
        problem.message === 'field.required'
          ? askFor(problem.field, t)
          : sentence(problem.message, problem.values, 'field.invalid'),
    })),
    reference,
    ...(data === undefined ? {} : { data }),
  };
}
