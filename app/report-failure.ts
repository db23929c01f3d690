import { logFor } from '@/lib/config/log';
import { newId } from '@/lib/core/ids';

const log = logFor('app');

const REQUEST_ID = /^[\w-]{8,64}$/;

/** The number that a person can quote: the request's own id if the server gave it one, else a fresh one. */
export function chooseReference(headers: Pick<Headers, 'get'>): string {
  const id = headers.get('x-request-id');
  return id !== null && REQUEST_ID.test(id) ? id : newId();
}

/** Writes an unexpected failure to the log under its reference; request bodies and form fields stay out of it. */
export function reportFailure(operation: string, reference: string, error: unknown): void {
  const { name, message, stack } =
    error instanceof Error ? error : { name: typeof error, message: String(error), stack: undefined };
  log.error({ operation, reference, error: { name, message, stack } }, 'unexpected failure');
}
