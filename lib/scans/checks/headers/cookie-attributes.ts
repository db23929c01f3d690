import type { Confidence } from '@/lib/findings/rules/finding';
import { headerValues } from '@/lib/http/exchange';
import { parseSetCookie, type SetCookie } from '@/lib/http/http-text';
import type { FindingKey } from '@/lib/i18n/app-messages';
import type { PassiveCheck } from '../check';
import { draftFinding, siteRoot, VECTORS } from '../draft-finding';
import { isDeletion, isSessionCookie } from './session-cookie';

type Lack = { titleKey: FindingKey; attribute: string; cvssVector: string; confidence: Confidence };

/** What one cookie lacks; cookies that carry no session are judged mildly. */
function listLacks(cookie: SetCookie, isHttps: boolean): Lack[] {
  const isSession = isSessionCookie(cookie);
  const lacks: Lack[] = [];
  const lack = (isTrue: boolean, attribute: string, titleKey: FindingKey, isSerious: boolean) => {
    if (!isTrue) return;
    const cvssVector = isSerious ? VECTORS.hardening : VECTORS.hint;
    lacks.push({ titleKey, attribute, cvssVector, confidence: isSerious ? 'CONFIRMED' : 'INFO' });
  };
  lack(isHttps && !cookie.isSecure, 'secure', 'findings-headers.cookieNotSecure', isSession);
  lack(isSession && !cookie.isHttpOnly, 'httponly', 'findings-headers.cookieNotHttpOnly', true);
  const isNoneUnsafe = cookie.sameSite === 'none' && !cookie.isSecure;
  lack(isNoneUnsafe, 'samesite', 'findings-headers.cookieSameSiteNone', isSession);
  lack(isSession && cookie.sameSite === null, 'samesite', 'findings-headers.cookieNoSameSite', false);
  return lacks;
}

/** Secure, HttpOnly and SameSite of every cookie that is set, once a cookie name (RFC 6265bis §4.1.2). */
export const cookieAttributes: PassiveCheck = {
  kind: 'passive',
  id: 'cookie-attributes',
  version: 2,
  class: 'HEADERS',
  cwe: 614,
  run(exchange, { origin }) {
    const isHttps = exchange.request.url.startsWith('https:');
    return headerValues(exchange.response.headers, 'set-cookie').flatMap((line) => {
      const cookie = parseSetCookie(line);
      if (!cookie || isDeletion(line, exchange)) return [];
      return listLacks(cookie, isHttps).map(({ titleKey, attribute, cvssVector, confidence }) =>
        draftFinding(this, exchange, {
          titleKey,
          values: { cookie: cookie.name },
          cvssVector,
          confidence,
          sink: `set-cookie:${attribute}`,
          proofs: [`${cookie.name}=`],
          url: siteRoot(origin),
          parameter: { location: 'COOKIE', name: cookie.name },
        }),
      );
    });
  },
};
