import { authoriseSystem, type Context, type PlatformScope, type TxContext } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { newId } from '@/lib/core/ids';
import { queueMail } from './mail/queue-mail';
import { lockWaiting, setMailing, type WaitingNotice } from './mail/store';
import { chooseMailing } from './rules/mail-choice';
import { isNoticeKind } from './rules/notice-kinds';
import { type HandedEvent, takeEvents } from './store';

/** A transaction stays short, however much there is. */
const BATCH = 200;

/** What is beside the inbox: a part of the house that knows more rooms connects them. */
export type HandOn = {
  /** Whether mails can be sent; without, everything stays in the inbox. */
  isMailOn: boolean;
  /** Takes events on to others, in the transaction that marks them as handed on. */
  toOthers(context: TxContext, events: readonly HandedEvent[]): Promise<void>;
};

/**
 * Decides of every notice that waits what becomes of it by mail, and hands events on. Run twice, late or at the same
 * time, it does each once: it skips rows that another process has locked.
 */
export async function handOnNotices(context: Context, handOn: HandOn): Promise<void> {
  const scope = authoriseSystem(context);
  for (let batch = BATCH; batch === BATCH; )
    batch = await transact(context, async (inner) => {
      const notices = await lockWaiting(inner.tx, scope, BATCH);
      await chooseForEach(inner, scope, notices, handOn.isMailOn);
      return notices.length;
    });
  for (let batch = BATCH; batch === BATCH; )
    batch = await transact(context, async (inner) => {
      const events = await takeEvents(inner.tx, context.clock.now(), BATCH);
      if (events.length > 0) await handOn.toOthers(inner, events);
      return events.length;
    });
}

async function chooseForEach(
  context: TxContext,
  scope: PlatformScope,
  notices: readonly WaitingNotice[],
  isMailOn: boolean,
): Promise<void> {
  const { tx } = context;
  const now = context.clock.now();
  const stay: WaitingNotice[] = [];
  const forDigest: WaitingNotice[] = [];
  for (const notice of notices) {
    const { eventId, userId, kind } = notice;
    const mode = isMailOn && isNoticeKind(kind) ? chooseMailing(kind, notice) : 'OFF';
    const mail = { id: newId(now.getTime()), userId, key: `notice:${eventId}:${userId}`, isDigest: false };
    if (mode === 'DIGEST') forDigest.push(notice);
    else if (mode === 'OFF' || !(await queueMail(context, scope, { ...mail, createdAt: now }, [eventId])))
      stay.push(notice);
  }
  await setMailing(tx, scope, stay, 'NONE');
  await setMailing(tx, scope, forDigest, 'DIGEST');
}
