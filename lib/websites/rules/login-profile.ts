import type { FieldProblem } from '@/lib/core/errors';
import {
  AVOIDED_PATH_LENGTH,
  LOGIN_HEADERS,
  LOGIN_PASSWORD_LENGTH,
  SCAN_CONCURRENCY_MAX,
  SCAN_RATE_MAX,
} from '@/lib/core/policy';

export const LOGIN_MODES = ['PASSWORD', 'COOKIE', 'NONE'] as const;
/** NONE is a declaration of the seller: this site has no login. */
export type LoginMode = (typeof LOGIN_MODES)[number];

/** KooGallery's limits of the login settings, in characters; headers in number; requests a second are ours. */
export const LOGIN_LIMITS = {
  loginUrl: 2_048,
  verifyUrl: 2_048,
  username: 256,
  password: LOGIN_PASSWORD_LENGTH,
  cookies: 21_845,
  headers: LOGIN_HEADERS,
  headerName: 128,
  headerValue: 4_096,
  pathsToAvoid: 50,
  pathToAvoid: AVOIDED_PATH_LENGTH,
  minRequestsPerSecond: 1,
  maxRequestsPerSecond: SCAN_RATE_MAX,
  minConcurrency: 1,
  maxConcurrency: SCAN_CONCURRENCY_MAX,
} as const;

/** What is encrypted: never shown again, never in logs or audit. */
export type LoginSecrets = { password?: string; cookies?: string; headers?: Record<string, string> };

/** A profile as the form sends it. An empty secret means: keep the one that is stored. */
export type LoginProfileDraft = {
  mode: LoginMode;
  loginUrl: string;
  verifyUrl: string;
  username: string;
  password: string;
  cookies: string;
  headers: readonly { name: string; value: string }[];
  pathsToAvoid: readonly string[];
  requestsPerSecond: number;
  /** How many requests may be under way at most. */
  concurrency: number;
};

export type PlainLoginProfile = Omit<LoginProfileDraft, 'password' | 'cookies' | 'headers'> & {
  headerNames: readonly string[];
};

/** Headers that the scan sets itself; `cookie` has a mode of its own. */
const RESERVED_HEADERS = new Set([
  'connection',
  'content-length',
  'cookie',
  'host',
  'transfer-encoding',
  'user-agent',
  'x-preflight-scan',
]);
const HEADER_NAME = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
const COOKIE_PAIR = /^[^\s=;,]+=[^;]*$/;

const hasControlCharacter = (text: string): boolean =>
  [...text].some((character) => character < ' ' || character === '\x7f');

/** An address of the website, absolute or as a path (`/login`), as an absolute URL; null when it leads elsewhere. */
export function urlOfWebsite(text: string, origin: string): string | null {
  if (!URL.canParse(text, origin)) return null;
  const url = new URL(text, origin);
  return url.origin === origin && url.username === '' && url.password === '' ? url.href : null;
}

/** A cookie header as developer tools show it: without its name, on one line. */
export const tidyCookies = (text: string): string =>
  text
    .replace(/^\s*cookie:\s*/i, '')
    .split(/[;\r\n]+/)
    .map((pair) => pair.trim())
    .filter(Boolean)
    .join('; ');

/** Addresses as absolute URLs, and nothing left of what the chosen mode does not use. */
export function normaliseProfile(draft: LoginProfileDraft, origin: string): LoginProfileDraft {
  const absolute = (text: string) => (text === '' ? '' : (urlOfWebsite(text, origin) ?? text));
  const isPassword = draft.mode === 'PASSWORD';
  return {
    ...draft,
    loginUrl: isPassword ? absolute(draft.loginUrl) : '',
    verifyUrl: draft.mode === 'NONE' ? '' : absolute(draft.verifyUrl),
    username: isPassword ? draft.username : '',
    password: isPassword ? draft.password : '',
    cookies: draft.mode === 'COOKIE' ? tidyCookies(draft.cookies) : '',
  };
}

/**
 * What is wrong with a normalised profile, by form field; message keys below `errors.websites.login`.
 * @param stored what is known already and may be kept
 */
export function profileProblems(
  draft: LoginProfileDraft,
  origin: string,
  stored: LoginSecrets,
): FieldProblem[] {
  return [
    ...addressProblems(draft, origin),
    ...secretProblems(draft, stored),
    ...headerProblems(draft, stored),
    ...limitProblems(draft),
  ];
}

const problem = (field: string, key: string, values: Record<string, string | number> = {}): FieldProblem => ({
  field,
  message: `websites.login.${key}`,
  values,
});

/** As one field, for the form has one: whichever path is wrong, the whole list is marked. */
function limitProblems({ pathsToAvoid, ...pace }: LoginProfileDraft): FieldProblem[] {
  const { pathToAvoid, ...limits } = LOGIN_LIMITS;
  const arePathsRight = pathsToAvoid.every((path) => path.startsWith('/') && path.length <= pathToAvoid);
  const outside = (field: 'requestsPerSecond' | 'concurrency', minimum: number, maximum: number) =>
    Number.isInteger(pace[field]) && pace[field] >= minimum && pace[field] <= maximum
      ? []
      : [problem(field, 'rateOutside', { minimum, maximum })];
  return [
    ...(arePathsRight ? [] : [problem('pathsToAvoid', 'pathMalformed')]),
    ...outside('requestsPerSecond', limits.minRequestsPerSecond, limits.maxRequestsPerSecond),
    ...outside('concurrency', limits.minConcurrency, limits.maxConcurrency),
  ];
}

function addressProblems(draft: LoginProfileDraft, origin: string): FieldProblem[] {
  const fields = draft.mode === 'PASSWORD' ? (['loginUrl', 'verifyUrl'] as const) : (['verifyUrl'] as const);
  if (draft.mode === 'NONE') return [];
  return fields.flatMap((field) => {
    if (draft[field] === '') return [problem(field, `${field}Missing`)];
    return urlOfWebsite(draft[field], origin) === null ? [problem(field, 'urlElsewhere', { origin })] : [];
  });
}

function secretProblems(draft: LoginProfileDraft, stored: LoginSecrets): FieldProblem[] {
  if (draft.mode === 'PASSWORD')
    return [
      ...(draft.username === '' ? [problem('username', 'usernameMissing')] : []),
      ...(draft.password === '' && !stored.password ? [problem('password', 'passwordMissing')] : []),
    ];
  if (draft.mode === 'NONE') return [];
  if (draft.cookies === '') return stored.cookies ? [] : [problem('cookies', 'cookiesMissing')];
  const isReadable =
    !hasControlCharacter(draft.cookies) && draft.cookies.split('; ').every((pair) => COOKIE_PAIR.test(pair));
  return isReadable ? [] : [problem('cookies', 'cookiesMalformed')];
}

function headerProblems({ headers }: LoginProfileDraft, stored: LoginSecrets): FieldProblem[] {
  return headers.flatMap(({ name, value }, index) => {
    const lower = name.toLowerCase();
    const field = (part: string) => `headers.${index}.${part}`;
    if (!HEADER_NAME.test(name)) return [problem(field('name'), 'headerNameMalformed')];
    if (RESERVED_HEADERS.has(lower)) return [problem(field('name'), 'headerReserved', { name })];
    if (headers.findIndex((other) => other.name.toLowerCase() === lower) !== index)
      return [problem(field('name'), 'headerTwice', { name })];
    if (value === '' && stored.headers?.[name] === undefined)
      return [problem(field('value'), 'headerValueMissing')];
    return hasControlCharacter(value) ? [problem(field('value'), 'headerValueMalformed')] : [];
  });
}

/** The secrets to store: what was typed, else what is stored; of another mode and of removed headers nothing is left. */
export function mergeSecrets(draft: LoginProfileDraft, stored: LoginSecrets): LoginSecrets {
  const password = draft.password || stored.password;
  const cookies = draft.cookies || stored.cookies;
  const headers = Object.fromEntries(
    draft.headers.map(({ name, value }) => [name, value || (stored.headers?.[name] ?? '')]),
  );
  return {
    ...(draft.mode === 'PASSWORD' && password ? { password } : {}),
    ...(draft.mode === 'COOKIE' && cookies ? { cookies } : {}),
    ...(draft.headers.length > 0 ? { headers } : {}),
  };
}
