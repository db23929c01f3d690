/** The kind of what is sent to try an endpoint out. */
export const TEST_KIND = 'webhook.test';

/** The body of a message, as Standard Webhooks lays it out: what, when, and the event's values. */
export const webhookBody = (event: { kind: string; at: Date; values: unknown; url: string | null }): string =>
  JSON.stringify({
    type: event.kind,
    timestamp: event.at.toISOString(),
    data: { ...Object(event.values), ...(event.url === null ? {} : { url: event.url }) },
  });

/** The `webhook-id`: the same at every attempt and when it is sent again, so that a receiver knows it again. */
export const messageId = (deliveryId: string): string => `msg_${deliveryId}`;
