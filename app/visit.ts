import { systemClock } from '@/lib/core/clock';
import type { Visit } from '@/lib/people/visit';

/** A request as sign-in and sessions see it. Our server writes both headers over whatever a client sends. */
export function readVisit(headers: Pick<Headers, 'get'>): Visit {
  return {
    clock: systemClock,
    requestId: headers.get('x-request-id'),
    address: headers.get('x-preflight-address'),
    userAgent: headers.get('user-agent'),
  };
}
