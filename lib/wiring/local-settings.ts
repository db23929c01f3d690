import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Secrets for development and the demo, made once and kept in `folder`, which is not in the repository. Production has
 * no such defaults: there a missing secret stops the start.
 */
export function localSecrets(folder: string): Record<string, string> {
  const file = path.join(folder, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const secrets = {
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      ENCRYPTION_KEYS: `local:${randomBytes(32).toString('base64')}`,
      CRON_SECRET: randomBytes(24).toString('hex'),
    };
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

export const hasLocalSecrets = (folder: string): boolean => existsSync(path.join(folder, 'secrets.json'));

const settingsFile = (folder: string) => path.join(folder, 'settings.json');

/** Keeps what the demo decides at its start, so that commands see the same. */
export function keepLocalSettings(folder: string, settings: Record<string, string>): void {
  writeFileSync(settingsFile(folder), `${JSON.stringify(settings, null, 2)}\n`);
}

/** Forgets what the last start decided: it held for that one. */
export function forgetLocalSettings(folder: string): void {
  rmSync(settingsFile(folder), { force: true });
}

const keptSettings = (folder: string): Record<string, string> =>
  existsSync(settingsFile(folder))
    ? (JSON.parse(readFileSync(settingsFile(folder), 'utf8')) as Record<string, string>)
    : {};

/** Local addresses and secrets below whatever the environment sets itself. */
export function localEnvironment(
  folder: string,
  given: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const port = given.PORT ?? '3000';
  const local = {
    HOST: '127.0.0.1',
    PORT: port,
    NEXTAUTH_URL: `http://localhost:${port}`,
    STORAGE_DIR: path.join(folder, 'files'),
    ...localSecrets(folder),
    ...keptSettings(folder),
  };
  return {
    ...local,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')),
  };
}
