import { z } from 'zod';
import { listAudit } from '@/lib/audit/log/list-audit';
import { auditFilterSchema } from '@/lib/audit/schemas';
import { getCalendar } from '@/lib/calendar/get-calendar';
import { readMonth } from '@/lib/calendar/rules/month';
import { readCursor } from '@/lib/core/page-cursor';
import { getMessage } from '@/lib/messages/get-message';
import { listMessages } from '@/lib/messages/list-messages';
import { messageFilterSchema } from '@/lib/messages/schemas';
import { type Operation, toOperation } from '../operation';
import { apiCursor, toApiCursor } from '../rules/api-cursor';
import { toListShape } from '../rules/lists';
import { auditShape } from '../shapes/audit';
import { calendarShape } from '../shapes/calendar';
import { messageDetails, messageShape } from '../shapes/message';

const isMessagePlace = (place: string): boolean => readCursor(place) !== null;
const isAuditPlace = (place: string): boolean => /^[1-9]\d{0,8}$/.test(place);

const messageQuery = z.strictObject({
  ...messageFilterSchema.pick({
    asset: true,
    activity: true,
    purpose: true,
    result: true,
    from: true,
    to: true,
  }).shape,
  cursor: apiCursor(isMessagePlace).optional(),
});

const auditQuery = z.strictObject({
  ...auditFilterSchema.shape,
  cursor: apiCursor(isAuditPlace).optional(),
});

const calendarQuery = z.strictObject({
  month: z
    .string()
    .refine((text) => readMonth(text) !== null, 'field.invalid')
    .optional(),
});

/** What is written down and never changed: messages, the log of what was done, and the dates that follow. */
export const RECORD_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'listMessages',
    group: 'records',
    method: 'GET',
    path: '/messages',
    scope: 'READ',
    query: messageQuery,
    answer: toListShape(messageShape),
    run: async (context, { query: { cursor, ...filter } }) => {
      const { rows, older } = await listMessages(context, { ...filter, older: cursor });
      return { data: rows, next: older === null ? null : toApiCursor(older) };
    },
  }),
  toOperation({
    id: 'getMessage',
    group: 'records',
    method: 'GET',
    path: '/messages/{messageId}',
    scope: 'READ',
    answer: messageDetails,
    run: (context, { params }) => getMessage(context, params.messageId),
  }),
  toOperation({
    id: 'getCalendar',
    group: 'records',
    method: 'GET',
    path: '/calendar',
    scope: 'READ',
    query: calendarQuery,
    answer: calendarShape,
    run: async (context, { query }) => {
      const { month, entries } = await getCalendar(context, {
        month: query.month ?? '',
        asset: '',
        zone: 'UTC',
      });
      return { month, entries };
    },
  }),
  toOperation({
    id: 'listAudit',
    group: 'records',
    method: 'GET',
    path: '/audit',
    scope: 'READ',
    query: auditQuery,
    answer: toListShape(auditShape),
    run: async (context, { query: { cursor, ...filter } }) => {
      const { rows, older } = await listAudit(context, { ...filter, older: cursor });
      return { data: rows, next: older === null ? null : toApiCursor(String(older)) };
    },
  }),
];
