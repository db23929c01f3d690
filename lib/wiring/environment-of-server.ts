import path from 'node:path';
import { isEmbeddedPostgresUp } from '@/lib/db/embedded/embedded-postgres';
import { hasLocalSecrets, localEnvironment } from './local-settings';
import { resolveDataFolder } from './open-database';
import type { Environment } from './processes';

/** Where `npm run demo` keeps what it has, unless `DATA_DIR` says otherwise. */
export const DEMO_DATA_DIR = '.data/demo';

/**
 * The settings of the server that a command belongs to. Those of the environment where it has a server's secrets;
 * otherwise those kept in `DATA_DIR`, and without that those of the demo or of `npm run dev`, whichever is up.
 * @param root the project's folder
 */
export function environmentOfServer(
  given: Environment,
  root: string,
  isUp: (folder: string) => boolean = isEmbeddedPostgresUp,
): Environment {
  if (given.NEXTAUTH_SECRET || given.ENCRYPTION_KEYS) return given;
  const folders = given.DATA_DIR
    ? [resolveDataFolder(given, root)]
    : [resolveDataFolder(given, root), path.resolve(root, DEMO_DATA_DIR)];
  const kept = folders.filter(hasLocalSecrets);
  const folder = kept.find(isUp) ?? kept[0];
  if (folder === undefined) return given;
  return { ...localEnvironment(folder, given), DATA_DIR: folder };
}
