import { fixedClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import type { TestOrganization } from '../../integration/setup/people';

/** The organization of the demo's seller, who acts in it, as it is now. */
export async function demoSeller(): Promise<TestOrganization> {
  const { organizationId, userId, role, user } = await database().member.findFirstOrThrow({
    where: { user: { email: 'seller@example.com' } },
    include: { user: true },
  });
  const clock = fixedClock(new Date());
  const membership = { organizationId, role };
  const actor = { kind: 'person' as const, userId, name: user.name, platformRoles: [], membership };
  return { id: organizationId, clock, as: () => ({ clock, requestId: null, actor }) };
}
