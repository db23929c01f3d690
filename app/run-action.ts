import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { AppError } from '@/lib/core/errors';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { ActionResult } from './action-result';
import { asTold, describeError, isExpected } from './describe-error';
import { chooseReference, reportFailure } from './report-failure';

/**
 * The one converter of server actions: the verb's value, or its failure in the reader's language. After a success the
 * page is drawn again with the answer, so that it shows what is stored (versions above all).
 * Next's own signals (redirect, not found) pass through; anything unexpected is logged under the reference shown.
 * @param operation name of the action, for the log
 * @param form what the action was called with: whoever calls it by hand may send anything
 */
export async function runAction<T>(
  operation: string,
  form: FormData,
  work: () => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    if (!(form instanceof FormData)) throw new AppError('VALIDATION', { message: 'codes.VALIDATION' });
    const value = await work();
    refresh();
    return { ok: true, value };
  } catch (thrown) {
    unstable_rethrow(thrown);
    const error = asTold(thrown);
    const [head, locale] = await Promise.all([headers(), getLocale()]);
    const reference = chooseReference(head);
    if (!isExpected(error)) reportFailure(operation, reference, error);
    return {
      ok: false,
      error: describeError(error, translator(isLocale(locale) ? locale : DEFAULT_LOCALE), reference),
    };
  }
}
