import type { RequestTemplate } from '../../checks/check';
import type { ScanSession } from '../login/scan-session';
import type { Candidate } from '../requests/insertion-points';
import { findInside } from '../requests/place-part';
import { withValue } from '../requests/probe-request';
import { TOKEN_FIELD } from '../saving/form-tokens';
import type { NameBook } from './name-book';

/** Headers that every browser or proxy sends, or that servers are known to read. */
const COMMON_HEADERS = [
  ['Referer', 'https://example.com/'],
  ['User-Agent', 'Mozilla/5.0'],
  ['X-Forwarded-For', '203.0.113.7'],
  ['X-Forwarded-Host', 'example.com'],
  ['Accept-Language', 'en'],
] as const;
const SESSION_COOKIE =
  /^(?:jsessionid|phpsessid|asp\.net_sessionid|connect\.sid|laravel_session|sessionid|session|sid)$|csrf|xsrf/i;
const MAX_COOKIES = 20;
const MAX_NAMES = 12;

/** Headers of one endpoint: those that all have, and those that something about it names. */
function listHeaders(template: RequestTemplate, names: NameBook): Candidate[] {
  const common = COMMON_HEADERS.map(([name, value]) => ({ name, value }));
  const known = new Set(common.map(({ name }) => name.toLowerCase()));
  const mined = names.namesFor(template).headers.filter(({ name }) => !known.has(name.toLowerCase()));
  return [...common, ...mined].map(({ name, value }) => {
    const own = template.headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? value;
    return { location: 'HEADER', name, value: own, template: carrying(template, 'HEADER', name, own) };
  });
}

/** The request as its untouched self has it: with the value that is replaced later on. */
const carrying = (
  template: RequestTemplate,
  ...[location, name, value]: [Candidate['location'], string, string]
): RequestTemplate => (value === '' ? template : withValue(template, location, name, value));

/** Cookies that the endpoint would be sent, and those that scripts set; the session's own are left alone. */
function listCookies(template: RequestTemplate, names: NameBook, session: ScanSession): Candidate[] {
  const kept = session.cookies(template.url);
  const known = new Set(kept.map(({ name }) => name));
  const cookies = [...kept, ...names.namesFor(template).cookies.filter(({ name }) => !known.has(name))]
    .filter(({ name }) => !SESSION_COOKIE.test(name))
    .slice(0, MAX_COOKIES);
  if (cookies.length === 0) return [];
  const header = session.cookieHeader(template.url);
  const sent: RequestTemplate = { ...template, headers: [...template.headers, ['Cookie', header]] };
  return cookies.flatMap(({ name, value: written }): Candidate[] => {
    const value = decoded(written);
    const inside = findInside('COOKIE', name, value);
    const places = inside.length > 0 ? inside : [{ location: 'COOKIE' as const, name, value }];
    return places.map((place) => ({ ...place, template: carrying(sent, 'COOKIE', name, value) }));
  });
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** A further parameter in front of each one, with its value, and one where there is none. */
function listNames(template: RequestTemplate): Candidate[] {
  const place = (location: Candidate['location'], of: string): Candidate => {
    const part = { kind: 'NAME', of } as const;
    return { location, name: `name(${of})`, part, value: of, template };
  };
  const { body } = template;
  const query = [...new URL(template.url).searchParams.keys()];
  const inQuery = (query.length > 0 ? query : ['']).map((name) => place('QUERY', name));
  const inBody = (): Candidate[] => {
    if (body.kind === 'form') return body.fields.map(([name]) => place('FORM', name));
    if (body.kind === 'multipart') return body.fields.map(([name]) => place('MULTIPART', name));
    if (body.kind !== 'json') return [];
    return outerMembers(body.text).map((name) => place('JSON', name));
  };
  const found = body.kind === 'none' ? inQuery : inBody();
  return found.filter(({ value }) => !TOKEN_FIELD.test(value)).slice(0, MAX_NAMES);
}

function outerMembers(text: string): string[] {
  try {
    const root: unknown = JSON.parse(text);
    return root !== null && typeof root === 'object' && !Array.isArray(root) ? Object.keys(root) : [];
  } catch {
    return [];
  }
}

/** Everything of one request that may be read although no page lists it as an input. */
export const hiddenCandidates = (
  template: RequestTemplate,
  names: NameBook,
  session: ScanSession,
): Candidate[] => [
  ...listHeaders(template, names),
  ...listCookies(template, names, session),
  ...listNames(template),
];
