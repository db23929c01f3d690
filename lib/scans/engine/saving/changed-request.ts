import type { RequestChange, RequestTemplate } from '../../checks/check';
import type { ScanSession } from '../login/scan-session';
import { applyChange } from '../requests/apply-change';
import { withValue } from '../requests/probe-request';

/** The request with `change`; where only some cookies go along, with their values as they are now. */
export function changedRequest(
  base: RequestTemplate,
  change: RequestChange,
  session: ScanSession,
): RequestTemplate {
  const request = applyChange(base, change);
  if (!change.cookies) return request;
  // A foreign page has no token of the site's scripts.
  const bare = session.token === '' ? request : withValue(request, 'HEADER', 'Authorization', '');
  return withValue(bare, 'HEADER', 'Cookie', session.chooseCookieHeader(request.url, change.cookies));
}
