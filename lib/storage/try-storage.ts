import { ConfigurationError } from '@/lib/config/configuration';
import { AppError } from '@/lib/core/errors';
import type { ObjectStore } from './object-store';
import { systemCode } from './storage-failure';

/**
 * Writes and deletes something where uploads go, so that a place that cannot be used stops the start and not the first
 * person who uploads something.
 * @throws ConfigurationError
 */
export async function tryStorage({ place, tryWriting }: ObjectStore): Promise<void> {
  try {
    await tryWriting();
  } catch (error) {
    const problem = `cannot be written to (${told(error)}): ${place.name}`;
    throw new ConfigurationError([{ variable: place.setting, problem }]);
  }
}

/** Whether the store could keep something now, for readiness. */
export const isStoreWritable = ({ tryWriting }: ObjectStore): Promise<boolean> =>
  tryWriting().then(
    () => true,
    () => false,
  );

/** What the place itself said, for the operator. */
function told(error: unknown): string {
  const cause = error instanceof AppError && error.details.cause ? error.details.cause : error;
  return systemCode(cause) || (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
}
