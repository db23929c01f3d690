import type { RequestTemplate } from '../../checks/check';
import { readSaying, type Saying } from '../../rules/account-words';
import { decoded } from '../../rules/danger-words';
import { type ScriptReference, scriptRequest } from '../crawl/script-urls';
import { isDangerousLink } from '../danger/danger';
import { USERNAME_FIELD } from './login-form';

const PASSWORD_MEMBER = /pass|pwd|密码|mima/i;
/** What only the form of a new account or of another password has. */
const FURTHER_PASSWORD = /(?:new|old|confirm|repeat|again|verify|current)/i;

/** The body of a call with the user's name and password in the places that the script has for them. */
type Filled = Pick<RequestTemplate, 'method' | 'url' | 'headers' | 'body'>;
export type LoginCallChoice = { ok: true; call: Filled } | { ok: false; isAmbiguous: boolean };

type Credentials = { username: string; password: string };
type Candidate = { call: Filled; isClear: boolean };

const listMembers = (value: unknown): string[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([name, inner]) => [name, ...listMembers(inner)])
    : [];

const put = (value: unknown, values: ReadonlyMap<string, string>): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => put(item, values));
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    values.get(name) ?? put(inner, values),
  ]);
  return Object.fromEntries(entries);
};

/** Which member takes the name and which the password; null where it is not one of each. */
function chooseMembers(names: readonly string[], given: Credentials): ReadonlyMap<string, string> | null {
  const [password, ...others] = names.filter((name) => PASSWORD_MEMBER.test(name));
  const username = names.find((name) => USERNAME_FIELD.test(name) && name !== password);
  if (password === undefined || others.length > 0 || username === undefined) return null;
  if (FURTHER_PASSWORD.test(password)) return null;
  return new Map([
    [username, given.username],
    [password, given.password],
  ]);
}

function fillBody(body: RequestTemplate['body'], given: Credentials): RequestTemplate['body'] | null {
  if (body.kind === 'json') {
    const value: unknown = JSON.parse(body.text);
    const members = chooseMembers(listMembers(value), given);
    return members && { ...body, text: JSON.stringify(put(value, members)) };
  }
  if (!('fields' in body)) return null;
  const members = chooseMembers(
    body.fields.map(([name]) => name),
    given,
  );
  return (
    members && { ...body, fields: body.fields.map(([name, value]) => [name, members.get(name) ?? value]) }
  );
}

function toCandidate(reference: ScriptReference, baseUrl: string, given: Credentials): Candidate | null {
  if (reference.method !== 'POST' || !URL.canParse(reference.reference, baseUrl)) return null;
  const { href, pathname, search } = new URL(reference.reference, baseUrl);
  const said: Saying[] = [decoded(`${pathname} ${search}`), ...reference.names].map(readSaying);
  if (said.includes('other') || isDangerousLink(href)) return null;
  const template = scriptRequest(href, reference);
  const body = fillBody(template.body, given);
  return body && { call: { ...template, body }, isClear: said.includes('sign-in') };
}

/**
 * The call of a page's scripts that signs in: one that sends a name and one password, and says nothing else than that
 * it signs in. Where two are equally likely, none is.
 */
export function chooseLoginCall(
  references: readonly ScriptReference[],
  baseUrl: string,
  given: Credentials,
): LoginCallChoice {
  const candidates = references.flatMap((one) => toCandidate(one, baseUrl, given) ?? []);
  const clear = candidates.filter(({ isClear }) => isClear);
  const best = clear.length > 0 ? clear : candidates;
  const [first] = best;
  const requests = new Set(best.map(({ call }) => JSON.stringify([call.url, call.body])));
  if (!first) return { ok: false, isAmbiguous: false };
  return requests.size > 1 ? { ok: false, isAmbiguous: true } : { ok: true, call: first.call };
}
