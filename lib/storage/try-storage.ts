import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationError } from '@/lib/config/configuration';

/**
 * Writes and deletes a file where uploads go, so that a folder that cannot be used stops the start and not the first
 * person who uploads something.
 * @throws ConfigurationError
 */
export async function tryStorage(folder: string): Promise<void> {
  const file = path.join(folder, `.try-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, 'x', { flag: 'wx' });
    await rm(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigurationError([
      { variable: 'STORAGE_DIR', problem: `cannot be written to (${reason}): ${folder}` },
    ]);
  }
}
