import { AppError, type FieldProblem } from '@/lib/core/errors';
import { isOutage } from '@/lib/core/outage';
import { hasText } from '@/lib/i18n/text-or';
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
  return hasText(t, key) ? t('errors.field.requiredNamed', { name: t(key) }) : t('errors.field.required');
}

/**
 * Any thrown thing as sentences in the reader's language. What is not an AppError becomes INTERNAL: its own words may
 * hold secrets and stay in the log.
 */
export function describeError(error: unknown, t: Translator, reference: string): ActionError {
  if (!(error instanceof AppError)) {
    return { code: 'INTERNAL', message: t('errors.codes.INTERNAL'), fields: [], reference };
  }
  const { message, values, fields = [], data } = error.details;
  return {
    code: error.code,
    message: t(`errors.${message}`, values),
    fields: fields.map((problem) => ({ field: problem.field, message: describeProblem(problem, t) })),
    reference,
    ...(data === undefined ? {} : { data }),
  };
}

/** A control without a sentence of its own has the general one. */
function describeProblem({ field, message, values }: FieldProblem, t: Translator): string {
  if (message === 'field.required') return askFor(field, t);
  const key = `errors.${message}`;
  return hasText(t, key) ? t(key, values) : t('errors.field.invalid');
}
