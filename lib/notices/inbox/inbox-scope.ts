import { authoriseOwn, type Context } from '@/lib/auth/actor';
import type { InboxScope } from './store';

/** Everybody who is signed in has an inbox. @throws AppError FORBIDDEN for system parts */
export function inboxScope(context: Context): InboxScope {
  const scope = authoriseOwn(context);
  const { actor } = context;
  const person = actor.kind === 'person' ? actor : null;
  return {
    ...scope,
    organizationId: person?.membership?.organizationId ?? null,
    isReviewer: person?.platformRoles.includes('REVIEWER') ?? false,
  };
}
