import type { TxContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { notify } from '@/lib/notices/notify';
import type { NoticeValues } from '@/lib/notices/rules/notice-kinds';

/** Tells somebody that their password is another one, whoever has changed it. */
export async function tellOfPassword(
  context: TxContext,
  userId: string,
  how: NoticeValues<'password.changed'>['how'],
): Promise<void> {
  const now = context.clock.now();
  await notify(context, {
    kind: 'password.changed',
    organizationId: null,
    key: newId(now.getTime()),
    values: { how, changedAt: now.toISOString() },
    to: [userId],
  });
}
