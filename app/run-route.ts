import { unstable_rethrow } from 'next/navigation';
import { ERROR_STATUS, RETRY_AFTER_SECONDS } from '@/lib/core/errors';
import { localeOfHeaders } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { asTold, describeError, isExpected } from './describe-error';
import { chooseReference, reportFailure } from './report-failure';

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
  } catch (thrown) {
    unstable_rethrow(thrown);
    const error = asTold(thrown);
    const reference = chooseReference(request.headers);
    if (!isExpected(error)) reportFailure(operation, reference, error);
    const described = describeError(error, translator(readLocale(request)), reference);
    const status = ERROR_STATUS[described.code];
    const headers = {
      'Cache-Control': 'no-store',
      ...(described.code === 'UNAVAILABLE' ? { 'Retry-After': String(RETRY_AFTER_SECONDS) } : {}),
    };
    return Response.json({ error: described }, { status, headers });
  }
}

const readLocale = ({ headers }: Request) =>
  localeOfHeaders(headers.get('cookie'), headers.get('accept-language'));
