import { isForMembers, isNoticeKind, rulesOfKind } from '@/lib/notices/rules/notice-kinds';
import { WEBHOOK_SUBJECTS, type WebhookSubject } from './webhook-subjects';

/** The subject of an event under which webhooks are sent it; null: none is. */
export function findWebhookSubject(kind: string): WebhookSubject | null {
  if (!isNoticeKind(kind) || !isForMembers(kind)) return null;
  return WEBHOOK_SUBJECTS.find((subject) => subject === rulesOfKind(kind).subject) ?? null;
}
