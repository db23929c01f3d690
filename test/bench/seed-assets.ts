/** Entry script of the bench: one organization with many assets, and a session of its owner, printed as a Cookie header. */
import { encode } from 'next-auth/jwt';
import { createAsset } from '@/lib/assets/create-asset';
import { systemContext } from '@/lib/auth/actor';
import { sessionCookieName } from '@/lib/auth/rules/session-cookie';
import { configuration } from '@/lib/config/configuration';
import { systemClock } from '@/lib/core/clock';
import { closeDatabase } from '@/lib/db/client';
import { createUser } from '@/lib/people/create-user';
import { startSession } from '@/lib/people/start-session';

const { NEXTAUTH_SECRET, NEXTAUTH_URL } = configuration();
const { userId, organization } = await createUser(systemContext('command-line', systemClock), {
  email: 'bench@example.com',
  name: 'Bench',
  organization: { name: 'Bench', role: 'OWNER' },
});
if (!organization) throw new Error('no organization');
const membership = { organizationId: organization.id, role: 'OWNER' as const };
const actor = { kind: 'person' as const, userId, name: 'Bench', platformRoles: [], membership };
for (let number = 1; number <= Number(process.argv[2]); number++)
  await createAsset(
    { actor, clock: systemClock, requestId: null },
    { category: 'SAAS', name: `Asset ${number}` },
  );
const visit = { clock: systemClock, requestId: null, address: '127.0.0.1', userAgent: 'bench' };
const sid = await startSession(visit, { userId, method: 'password' });
process.stdout.write(
  `${sessionCookieName(NEXTAUTH_URL)}=${await encode({ token: { sid }, secret: NEXTAUTH_SECRET })}\n`,
);
await closeDatabase();
