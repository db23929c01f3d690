import { AUDIT_EVENTS, type AuditEvent } from './audit-events';

/** What events are about: the first part of their names. */
export type EventSubject = AuditEvent extends `${infer Subject}.${string}` ? Subject : never;

export const subjectOfEvent = (event: AuditEvent): EventSubject =>
  event.slice(0, event.indexOf('.')) as EventSubject;

export const EVENT_SUBJECTS: readonly EventSubject[] = [...new Set(AUDIT_EVENTS.map(subjectOfEvent))];
