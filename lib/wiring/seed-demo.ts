/** Entry script: writes the demo's accounts, given as JSON on stdin; those that exist are left as they are. */
import { text } from 'node:stream/consumers';
import { systemContext } from '@/lib/auth/actor';
import type { OrganizationRole, PlatformRole } from '@/lib/auth/rules/permissions';
import { systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { closeDatabase } from '@/lib/db/client';
import { createUser } from '@/lib/people/create-user';
import { reportAndExit } from './process-end';

export type DemoAccount = {
  email: string;
  name: string;
  password: string;
  organization: { name: string; role: OrganizationRole } | null;
  platformRoles: PlatformRole[];
};

async function main(): Promise<void> {
  const accounts = JSON.parse(await text(process.stdin)) as DemoAccount[];
  const context = systemContext('command-line', systemClock);
  for (const { organization, ...account } of accounts) {
    try {
      await createUser(context, { ...account, ...(organization ? { organization } : {}) });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
    }
  }
  await closeDatabase();
}

main().catch(reportAndExit);
