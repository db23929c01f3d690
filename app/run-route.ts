import { unstable_rethrow } from 'next/navigation';
import { ERROR_STATUS } from '@/lib/core/errors';
import { LOCALE_COOKIE, resolveLocale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { describeError, isExpected } from './describe-error';
import { referenceOf, reportFailure } from './report-failure';

/**
 * The one converter of route handlers. `work` answers a Response as it is, anything else as JSON; a failure becomes
 * `{ error: { code, message, fields, reference } }` with its HTTP status, never cached.
 * @param operation name of the route, for the log
 */
export async function runRoute(
  operation: string,
  request: Request,
  work: () => Promise<unknown>,
): Promise<Response> {
  try {
    const value = await work();
    return value instanceof Response
      ? value
      : Response.json(value, { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    unstable_rethrow(error);
    const reference = referenceOf(request.headers);
    if (!isExpected(error)) reportFailure(operation, reference, error);
    const described = describeError(error, translator(localeOf(request)), reference);
    const status = ERROR_STATUS[described.code];
    return Response.json({ error: described }, { status, headers: { 'Cache-Control': 'no-store' } });
  }
}

function localeOf(request: Request) {
  const cookie = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === LOCALE_COOKIE)?.[1];
  return resolveLocale(cookie, request.headers.get('accept-language'));
}
