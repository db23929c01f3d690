import { expect, it } from 'vitest';
import { NOTICE_KINDS, rulesOfKind } from '@/lib/notices/rules/notice-kinds';
import { eventSchema, WEBHOOK_KINDS } from '@/lib/webhooks/rules/event-schema';

it('is there for every event of members but those of deliveries and products', () => {
  const others = Object.keys(NOTICE_KINDS).filter((kind) => !WEBHOOK_KINDS.some((one) => one === kind));
  expect(others).toEqual([
    'comment.mentioned',
    'product.flagged',
    'product.cleared',
    'webhook.failed',
    'webhook.disabled',
    'mail.failed',
    'session.newDevice',
    'password.changed',
    'member.madeOwner',
    'secondStep.changed',
    'review.arrived',
    'review.replied',
    'review.claimEnding',
  ]);
});

it.each(WEBHOOK_KINDS)('names type, time, address and every value of %s', (kind) => {
  expect(rulesOfKind(kind).audience.to).toBe('members');
  expect(eventSchema(kind)).toMatchObject({
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { const: kind },
      timestamp: { format: 'date-time' },
      data: {
        required: [...Object.keys(NOTICE_KINDS[kind].values.shape), 'url'],
        properties: { url: { format: 'uri' } },
      },
    },
  });
});
