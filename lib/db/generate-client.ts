import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runPrisma } from './run-prisma';

const GENERATED = 'lib/db/generated';
/** What the client says that it was made from; beside the client, so that both come and go together. */
const FINGERPRINT = path.join(GENERATED, 'made-from');

/**
 * Makes the database's client where it is missing, or was made from another schema or by another Prisma than those
 * that are here: it is generated code and not in the repository, and an upgrade brings a new schema without it.
 * @param root the project's folder
 * @returns whether it had to be made
 * @throws Error with what the generator printed, when it failed
 */
export async function generateClient(root: string): Promise<boolean> {
  const wanted = hashSchema(root);
  if (madeFrom(root) === wanted) return false;
  await runPrisma(root, ['generate']);
  writeFileSync(path.join(root, FINGERPRINT), wanted);
  return true;
}

function madeFrom(root: string): string | null {
  const isThere = existsSync(path.join(root, GENERATED, 'client.ts'));
  return isThere && existsSync(path.join(root, FINGERPRINT))
    ? readFileSync(path.join(root, FINGERPRINT), 'utf8')
    : null;
}

/** Contents, never times: a checkout gives every file the time at which it was checked out. */
function hashSchema(root: string): string {
  const schema = path.join(root, 'prisma/schema');
  const names = readdirSync(schema).filter((name) => name.endsWith('.prisma'));
  const hash = createHash('sha256');
  for (const file of [
    ...names.sort().map((name) => path.join(schema, name)),
    path.join(root, 'node_modules/prisma/package.json'),
  ])
    hash
      .update(`${path.basename(file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}
