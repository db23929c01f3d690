import { asTold, describeError, isExpected } from '@/app/describe-error';
import { reportFailure } from '@/app/report-failure';
import { ApiRefusal } from '@/lib/api/rules/api-refusal';
import { ERROR_STATUS, RETRY_AFTER_SECONDS } from '@/lib/core/errors';
import { localeOfHeaders } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';

/** A failure as a program reads it (RFC 9457), in the language that it accepts; the codes never change. */
export function problemResponse(
  thrown: unknown,
  { headers }: Request,
  reference: string,
  limits: Record<string, string>,
): Response {
  const t = translator(localeOfHeaders(null, headers.get('accept-language')));
  const { status, code, detail, more, extra } =
    thrown instanceof ApiRefusal ? describeRefusal(thrown, t) : describeFailure(thrown, t, reference);
  const problem = {
    type: `/api-docs#${code}`,
    title: t(`api.codes.${code}`),
    ...{ status, detail, code, requestId: reference },
    ...extra,
  };
  return Response.json(problem, {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'private, no-store',
      ...limits,
      ...more,
    },
  });
}

const describeRefusal = ({ status, code, key, values, headers }: ApiRefusal, t: Translator) => ({
  ...{ status, code, more: headers, extra: {} },
  detail: t(`errors.${key}`, values),
});

function describeFailure(thrown: unknown, t: Translator, reference: string) {
  const error = asTold(thrown);
  if (!isExpected(error)) reportFailure('api', reference, error);
  const { code, message, fields, data } = describeError(error, t, reference);
  const more: Record<string, string> = {};
  if (code === 'UNAVAILABLE') more['Retry-After'] = String(RETRY_AFTER_SECONDS);
  if (code === 'UNAUTHENTICATED') more['WWW-Authenticate'] = 'Bearer realm="Preflight"';
  const errors = fields.map(({ field, message: detail }) => ({ detail, ...toPlace(field) }));
  const extra = { ...(errors.length > 0 && { errors }), ...(data !== undefined && { data }) };
  return { status: ERROR_STATUS[code], code, detail: message, more, extra };
}

/** A member of the body as a JSON pointer (RFC 6901), or a parameter of the query. */
const toPlace = (field: string) =>
  field.startsWith('query.')
    ? { parameter: field.slice('query.'.length) }
    : {
        pointer:
          field === ''
            ? '#'
            : `#/${field
                .replaceAll('~', '~0')
                .split('.')
                .map((part) => encodeURIComponent(part.replaceAll('/', '~1')))
                .join('/')}`,
      };
