import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { demoDatabaseUrl, FOLDER } from './desk';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Writes into the demo's database by the product's own verbs. @returns the id that the script says */
export const seed = (
  script: 'seed-appeal' | 'seed-approved' | 'seed-drift' | 'seed-rejected',
  findings = 0,
): string =>
  execFileSync(process.execPath, ['--import', 'tsx', `test/e2e/support/${script}.ts`, String(findings)], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: demoDatabaseUrl(),
      STORAGE_DIR: path.join(FOLDER, 'files'),
      NEXTAUTH_URL: 'http://localhost:4301',
      NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEYS: `seed:${randomBytes(32).toString('base64')}`,
    },
  });
