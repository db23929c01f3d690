import { actorId, type TxContext } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { NOTICE_ESCALATION_DAYS } from '@/lib/core/policy';
import { addJob } from '@/lib/jobs/add-job';
import { type NoticeContent, rulesOfKind } from './rules/notice-kinds';
import { insertEvents } from './store';

/** Something that people are told of. */
export type News = NoticeContent & {
  /** Null for what concerns a person alone. */
  organizationId: string | null;
  /** What makes it this very event, among all of its kind: told twice, it is told once. */
  key: string;
  /** People before the audience of the kind: it is told only where none of them may be told. */
  to?: readonly string[];
};

/**
 * Tells of one event, or of many in one statement, in the transaction that makes it happen: a row of the outbox each,
 * and one for each person who is told. An event whose key was there already is told nobody again, whoever runs twice or
 * at the same time. Mail and webhooks follow by a job.
 * @returns how many were new
 */
export async function notify(context: TxContext, news: News | readonly News[]): Promise<number> {
  const now = context.clock.now();
  const given = ([news].flat() as News[]).map(({ kind, values, organizationId, key, to }) => {
    const { audience, isPressing, isSecurity } = rulesOfKind(kind);
    return {
      id: newId(now.getTime()),
      key: `${kind}:${key}`,
      organizationId,
      kind,
      values,
      escalateAt: isPressing ? new Date(now.getTime() + NOTICE_ESCALATION_DAYS * DAY_MS).toISOString() : null,
      audience: audience.to,
      roles: audience.to === 'members' ? [...audience.roles] : [],
      people: to ? [...new Set(to)] : [],
      exceptId: isSecurity ? null : actorId(context.actor),
    };
  });
  const isNew = given.length > 0 ? await insertEvents(context.tx, given, now) : 0;
  if (isNew > 0) await addJob(context.tx, 'hand-on-notices', {});
  return isNew;
}
