/** What a webhook may be sent. Not what concerns deliveries: a webhook that fails would tell itself, for ever. */
export const WEBHOOK_SUBJECTS = ['reviews', 'scans', 'interfaces', 'drift'] as const;
export type WebhookSubject = (typeof WEBHOOK_SUBJECTS)[number];
