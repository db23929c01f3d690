import { Cookie } from 'tough-cookie';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { SetCookie } from '@/lib/http/http-text';

/** Words of a cookie's name that sessions and logins have: whole words, also where frameworks write them as one. */
const SESSION_WORD =
  /^(?:(?:php|j|asp|ci|cake|laravel|flask|django|app|user|web|http|my|wp|s)?sess(?:ion|ions)?(?:id|key|token)?|aspsessionid[a-z]{0,8}|[a-z]{0,3}sid|[a-z]{0,6}auth|auth(?:entication|orization|enticated)|[a-z]{0,10}token|[a-z]{0,6}jwt|login|logged|logon|remember(?:me)?|sso|saml|identity|cfid)$/i;
/** Drupal writes a hash behind it. */
const SESSION_START = /^S?SESS[0-9a-f]{16,}$/;
/** Double-submit tokens are meant to be read by the page's own script. */
const READABLE_BY_DESIGN = /csrf|xsrf|verification/i;
/** A setting, a flag, a number, an instant, a word: what everybody's cookie of that name may hold alike. */
const SETTING = /^(?:"{2}|[\d.:TZ/+-]+|[A-Za-z]{1,16})$/;
/** What a value has that nobody can guess. */
const UNGUESSABLE = /^(?=.*\d)(?=.*[A-Za-z]).{16}/;
/** Words behind the one that counts: `SessionId`, `auth_key`. */
const SUFFIX = /^(?:id|key|cookie|value)$/i;
const JSON_WEB_TOKEN = /^(?:Bearer(?:%20|\s))?eyJ[\w-]{8,}\.[\w-]{8,}\./;

/** `authToken`, `auth_token`, `AUTH-TOKEN` → auth, token. */
const splitName = (name: string): string[] => name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];

/**
 * Whether a cookie carries a session: by the words of its name, and by a value that is not the same for everybody. A
 * name that only begins with such a word (`sessionStart`, `auth_type`) has to hold what nobody can guess.
 */
export function isSessionCookie({ name, value }: SetCookie): boolean {
  if (READABLE_BY_DESIGN.test(name)) return false;
  if (JSON_WEB_TOKEN.test(value)) return true;
  const words = splitName(name).filter((word) => !SUFFIX.test(word));
  const isNamed = SESSION_START.test(name) || SESSION_WORD.test(words.at(-1) ?? '');
  if (isNamed) return !SETTING.test(value);
  return words.some((word) => SESSION_WORD.test(word)) && UNGUESSABLE.test(value);
}

/** Whether a `Set-Cookie` line takes a cookie away: an end that lies before the answer, or nothing left in it. */
export function isDeletion(line: string, exchange: Exchange): boolean {
  const cookie = Cookie.parse(line, { loose: true });
  if (!cookie || cookie.value === '' || cookie.value === '""') return true;
  const answered = new Date(headerValue(exchange.response.headers, 'date') ?? '');
  const now = Number.isNaN(answered.getTime()) ? exchange.startedAt : answered;
  const end = cookie.expiryTime(now);
  return end !== undefined && end <= now.getTime();
}
