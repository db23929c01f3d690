import { hasText } from '@/lib/i18n/made-key';
import { AppError } from '@/lib/core/errors';
import type { MessageKey } from '@/lib/i18n/app-messages';
import type { Translator } from '@/lib/i18n/translator';
import type { ActionError } from './action-result';

/** Whether a verb meant this failure: then its words may be shown, and the program is not at fault. */
export const isExpected = (error: unknown): boolean => error instanceof AppError && error.code !== 'INTERNAL';

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
 * hold secrets and stay in the log. A message key without a text falls back to the general sentence of its code.
 */
export function describeError(error: unknown, t: Translator, reference: string): ActionError {
  if (!(error instanceof AppError)) {
    return { code: 'INTERNAL', message: t('errors.codes.INTERNAL'), fields: [], reference };
  }
  const { message, values, fields = [], data } = error.details;
  const sentence = (below: string, filled: typeof values, fallback: MessageKey) => {
    const key = `errors.${below}`;
    return hasText(t, key) ? t(key, filled) : t(fallback);
  };
  return {
    code: error.code,
    message: sentence(message, values, `errors.codes.${error.code}`),
    fields: fields.map((problem) => ({
      field: problem.field,
      message:
        problem.message === 'field.required'
          ? askFor(problem.field, t)
          : sentence(problem.message, problem.values, 'errors.field.invalid'),
    })),
    reference,
    ...(data === undefined ? {} : { data }),
  };
}
