import { FILE_BODY, FILE_BODY_TYPE, type Operation } from '@/lib/api/operation';
import { ApiRefusal } from '@/lib/api/rules/api-refusal';
import { AppError } from '@/lib/core/errors';

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
const ACCEPTED = /^(?:\*\/\*|application\/(?:\*|json|problem\+json))\s*(?:;|$)/i;

/** @throws ApiRefusal when the program takes no JSON */
export function requireJsonAccepted(headers: Headers): void {
  const accepted = headers.get('accept');
  if (accepted === null || accepted.trim() === '') return;
  if (!accepted.split(',').some((range) => ACCEPTED.test(range.trim())))
    throw new ApiRefusal('NOT_ACCEPTABLE', 'api.notAcceptable');
}

/** Each parameter by its name; one that is there twice is a list, which no parameter takes. */
export function readSearch({ url }: Request): Record<string, unknown> {
  const { searchParams } = new URL(url);
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first, ...others] = searchParams.getAll(name);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}

/** @throws AppError VALIDATION for a header that is no key; null where there is none */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new AppError('VALIDATION', { message: 'api.idempotencyKeyInvalid', values: { maximum: 255 } });
  return key;
}

/**
 * The bytes of a body, read no further than it may be long.
 * @throws ApiRefusal for a body that is by its type no JSON, or no file where one is asked for, or too large
 */
export async function readBody(
  request: Request,
  { body: wanted, bodyKib }: Pick<Operation, 'body' | 'bodyKib'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { headers, body } = request;
  requireType(headers, wanted === FILE_BODY);
  const tooLarge = () => new ApiRefusal('CONTENT_TOO_LARGE', 'api.contentTooLarge', { kib: bodyKib });
  const most = bodyKib * 1_024;
  if (Number(headers.get('content-length') ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function requireType(headers: Headers, isFile: boolean): void {
  const type = headers.get('content-type') ?? '';
  const isRight = isFile ? type.trim().toLowerCase() === FILE_BODY_TYPE : JSON_TYPE.test(type);
  if (isRight && !headers.has('content-encoding')) return;
  throw new ApiRefusal(
    'UNSUPPORTED_MEDIA_TYPE',
    isFile ? 'api.unsupportedFileType' : 'api.unsupportedMediaType',
  );
}

/** @throws AppError VALIDATION for bytes that are no UTF-8, or no JSON */
export function parseJsonBody(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw notJson(cause);
  }
}

const notJson = (cause: unknown) => new AppError('VALIDATION', { message: 'api.notJson', cause });
