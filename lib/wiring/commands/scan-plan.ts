import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { environmentVariable } from '@/lib/config/process-environment';
import { newId } from '@/lib/core/ids';
import type { ChromiumSettings } from '@/lib/scans/browser/open-chromium';
import {
  isBelow,
  type LoginPlan,
  MAX_CONCURRENCY,
  PLAN_DEFAULTS,
  type ScanPlan,
} from '@/lib/scans/rules/plan';
import { LISTED_REQUESTS_PER_SECOND, parseHeader, type ScanOptions } from './scan-options';

/** `host:port` as the allow-list spells it. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** @throws InvalidArgumentError for options that do not go together */
function readLogin(options: ScanOptions): LoginPlan {
  const { loginUrl, username, cookie, verifyUrl } = options;
  const password = options.passwordEnv ? environmentVariable(options.passwordEnv) : options.password;
  if (cookie !== undefined) {
    return { mode: 'cookie', cookieHeader: cookie, verifyUrl: verifyUrl ?? options.url[0] ?? '' };
  }
  if (loginUrl === undefined && username === undefined && password === undefined) return { mode: 'none' };
  if (loginUrl === undefined || username === undefined || password === undefined)
    throw new InvalidArgumentError('--login-url, --username and --password (or --password-env) go together');
  return { mode: 'form', loginUrl, username, password, verifyUrl: verifyUrl ?? null };
}

async function readHeaders({ header, headerEnv, headerFile }: ScanOptions): Promise<[string, string][]> {
  const fromEnvironment = headerEnv.map((name) => {
    const line = environmentVariable(name);
    if (line === undefined) throw new InvalidArgumentError(`the environment has no ${name}`);
    return parseHeader(line);
  });
  const lines = headerFile === undefined ? [] : (await readOption(headerFile)).split(/\r?\n/);
  return [...header, ...fromEnvironment, ...lines.filter((line) => line.trim() !== '').map(parseHeader)];
}

/** @throws InvalidArgumentError where the file cannot be read */
export async function readOption(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InvalidArgumentError(`${path} cannot be read (${reason})`);
  }
}

export const chromiumSettings = ({
  browser,
  browserSandbox,
}: Pick<ScanOptions, 'browser' | 'browserSandbox'>): ChromiumSettings => ({
  isUnwalled: browserSandbox === false,
  isSwitchedOff: browser === false,
  file: typeof browser === 'string' ? browser : null,
});

/** The PEM certificates to trust besides the public ones; undefined without the option. */
export const readExtraCa = async ({ caFile }: ScanOptions): Promise<string | undefined> =>
  caFile === undefined ? undefined : readOption(caFile);

function parseAddress(text: string): URL {
  if (!URL.canParse(text)) throw new InvalidArgumentError(`${text} is not an address`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new InvalidArgumentError(
      `an address of ${url.host} has a name or a password in it: use --header-env for HTTP Basic`,
    );
  return url;
}

/** The path as addresses have it. @throws InvalidArgumentError for one that leads elsewhere, or is more than a path */
function parseScope(text: string, origin: string): string {
  const path = `/${text}/`.replace(/\/{2,}/g, '/');
  const { pathname } = new URL(origin + path);
  const isPath = !/[?#\\]/.test(text) && !text.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
  if (!isPath) throw new InvalidArgumentError(`--scope: ${text} is not a path such as /app/`);
  return pathname;
}

/** @throws InvalidArgumentError for options that do not make a plan */
export async function toScanPlan(options: ScanOptions): Promise<ScanPlan> {
  const [url, ...more] = options.url.map((one) => parseAddress(one));
  if (!url) throw new InvalidArgumentError('--url says where to start');
  const elsewhere = more.find(({ origin }) => origin !== url.origin);
  if (elsewhere)
    throw new InvalidArgumentError(
      `--url: ${elsewhere.href} is not of ${url.origin}, which alone is scanned`,
    );
  const starts = [...more, ...options.start.map(parseAddress)].map(({ href }) => href);
  const tested = [...options.class, ...options.only];
  const isListed = options.allowPrivate.includes(hostAndPort(url));
  const scopePath = parseScope(options.scope ?? '', url.origin);
  return {
    scanId: newId(),
    origin: url.origin,
    // With a scope the address may only name the site.
    startUrls: [url.href, ...starts].filter(
      (start, index) => index > 0 || isBelow(new URL(start), scopePath),
    ),
    scopePath,
    ...(tested.length === 0 ? {} : { classes: tested }),
    login: readLogin(options),
    customHeaders: await readHeaders(options),
    pathsToAvoid: options.avoid,
    maxRequests: options.maxRequests,
    maxMinutes: options.maxMinutes,
    requestsPerSecond:
      options.requestsPerSecond ?? (isListed ? LISTED_REQUESTS_PER_SECOND : PLAN_DEFAULTS.requestsPerSecond),
    concurrency: options.concurrency ?? (isListed ? MAX_CONCURRENCY : PLAN_DEFAULTS.concurrency),
  };
}
