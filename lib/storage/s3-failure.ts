import { AppError, type ErrorKey } from '@/lib/core/errors';

/** What S3 and those that speak its protocol call a place that is full, closed to us, or not there. */
const MEANINGS: readonly { names: ReadonlySet<string>; statuses: readonly number[]; message: ErrorKey }[] = [
  {
    names: new Set(['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorageSpace', 'EntityTooLarge']),
    statuses: [507],
    message: 'storage.full',
  },
  { names: new Set(['NoSuchBucket']), statuses: [], message: 'storage.bucketGone' },
  { names: new Set(), statuses: [401, 403], message: 'storage.denied' },
];
/** Of Node and of the library: nobody answered, or not to the end. */
const AWAY = new Set([
  'TimeoutError',
  'AbortError',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

type Told = { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };

/** A failure of the object store in words that people can do something about; any other error as it is. */
export function s3Failure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const { name = '', code = '', $metadata } = error as Told;
  const status = $metadata?.httpStatusCode ?? 0;
  const meaning = MEANINGS.find(({ names, statuses }) => names.has(name) || statuses.includes(status));
  if (meaning) return new AppError('INTERNAL', { message: meaning.message, cause: error });
  if (AWAY.has(name) || AWAY.has(code) || status === 429 || status >= 500)
    return new AppError('UNAVAILABLE', { message: 'storage.away', cause: error });
  return error;
}

export const hasS3Name = (error: unknown, names: ReadonlySet<string>): boolean =>
  error instanceof Error && names.has(error.name);
