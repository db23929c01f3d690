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
 * The text of a body, read no further than it may be long.
 * @throws ApiRefusal for a body that is no JSON by its type, or too large; AppError VALIDATION for bytes that are no UTF-8
 */
export async function readBody(request: Request, mostKib: number): Promise<string> {
  const { headers, body } = request;
  if (!JSON_TYPE.test(headers.get('content-type') ?? '') || headers.has('content-encoding'))
    throw new ApiRefusal('UNSUPPORTED_MEDIA_TYPE', 'api.unsupportedMediaType');
  const tooLarge = () => new ApiRefusal('CONTENT_TOO_LARGE', 'api.contentTooLarge', { kib: mostKib });
  const most = mostKib * 1_024;
  if (Number(headers.get('content-length') ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw notJson(cause);
  }
}

/** @throws AppError VALIDATION */
export function parseJsonBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw notJson(cause);
  }
}

const notJson = (cause: unknown) => new AppError('VALIDATION', { message: 'api.notJson', cause });
