import { type Actor, actorId, actorLabel, type Context } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { AuditEvent } from './rules/audit-events';
import { insertAuditEntries } from './store';

export type AuditSubject =
  | 'asset'
  | 'website'
  | 'scan'
  | 'connection'
  | 'message'
  | 'submission'
  | 'appeal'
  | 'passportKey'
  | 'canned-reason'
  | 'decision'
  | 'product'
  | 'webhook'
  | 'calendarFeed'
  | 'apiKey'
  | 'user'
  | 'organization'
  | 'session';

export type AuditRecord = {
  event: AuditEvent;
  organizationId: string | null;
  subject: { type: AuditSubject; id: string };
  assetId?: string | null;
  /** Where the subject is not the website itself. */
  websiteId?: string;
  before?: unknown;
  after?: unknown;
};

/**
 * Writes one audit entry, or those of many rows in one statement, in the transaction of the change they tell of: no
 * entry, no change. `before` and `after` hold what changed, never a secret.
 */
export async function recordAudit(
  tx: Transaction,
  context: { actor: Actor } & Pick<Context, 'clock' | 'requestId'>,
  entries: AuditRecord | readonly AuditRecord[],
): Promise<void> {
  const at = context.clock.now();
  const rows = [entries].flat().map((entry) => ({
    id: newId(at.getTime()),
    organizationId: entry.organizationId,
    actorId: actorId(context.actor),
    actorLabel: actorLabel(context.actor),
    event: entry.event,
    subjectType: entry.subject.type,
    subjectId: entry.subject.id,
    assetId: entry.assetId ?? (entry.subject.type === 'asset' ? entry.subject.id : null),
    websiteId: entry.websiteId ?? (entry.subject.type === 'website' ? entry.subject.id : null),
    ...(entry.before === undefined ? {} : { before: toJson(entry.before) }),
    ...(entry.after === undefined ? {} : { after: toJson(entry.after) }),
    requestId: context.requestId,
    at,
  }));
  if (rows.length > 0) await insertAuditEntries(tx, rows);
}
