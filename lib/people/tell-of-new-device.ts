import type { TxContext } from '@/lib/auth/actor';
import { notify } from '@/lib/notices/notify';
import { recogniseDevice } from './rules/device';

/** Tells somebody that their account was used on a device that it was not used on before. */
export async function tellOfNewDevice(
  context: TxContext,
  session: { id: string; userId: string; address: string | null; userAgent: string | null },
): Promise<void> {
  await notify(context, {
    kind: 'session.newDevice',
    organizationId: null,
    key: session.id,
    values: {
      ...recogniseDevice(session.userAgent),
      address: session.address,
      signedInAt: context.clock.now().toISOString(),
    },
    to: [session.userId],
  });
}
