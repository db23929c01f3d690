import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { environmentVariable } from '@/lib/config/process-environment';
import { newId } from '@/lib/core/ids';
import { translator } from '@/lib/i18n/translator';
import { runScan } from '@/lib/scans/engine/run-scan';
import { systemScanDeps } from '@/lib/scans/engine/system-deps';
import { type LoginPlan, PLAN_DEFAULTS, type ScanPlan } from '@/lib/scans/rules/plan';
import type { ScanProgress } from '@/lib/scans/rules/progress';
import type { ScanResult } from '@/lib/scans/rules/result';
import { toScanJson } from '@/lib/scans/rules/scan-json';
import { scanVerdict } from '@/lib/scans/rules/verdict';
import { EXIT } from './exit-codes';

type Options = {
  url: string;
  loginUrl?: string;
  username?: string;
  password?: string;
  passwordEnv?: string;
  verifyUrl?: string;
  cookie?: string;
  avoid: string[];
  allowPrivate: string[];
  maxRequests: number;
  maxMinutes: number;
  requestsPerSecond?: number;
  json?: string;
};

/** For a target on the operator's own network that was listed by name: it has nobody else to serve. */
const LISTED_REQUESTS_PER_SECOND = 50;

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
};
const collect = (value: string, before: string[]) => [...before, value];

/** `host:port` as the allow-list spells it. */
function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** @throws InvalidArgumentError for options that do not go together */
function loginOf(options: Options): LoginPlan {
  const { loginUrl, username, cookie, verifyUrl } = options;
  const password = options.passwordEnv ? environmentVariable(options.passwordEnv) : options.password;
  if (cookie !== undefined) {
    return { mode: 'cookie', cookieHeader: cookie, verifyUrl: verifyUrl ?? options.url };
  }
  if (loginUrl === undefined && username === undefined && password === undefined) return { mode: 'none' };
  if (loginUrl === undefined || username === undefined || password === undefined)
    throw new InvalidArgumentError('--login-url, --username and --password (or --password-env) go together');
  return { mode: 'form', loginUrl, username, password, verifyUrl: verifyUrl ?? null };
}

function planOf(options: Options): ScanPlan {
  if (!URL.canParse(options.url)) throw new InvalidArgumentError('--url is not an address');
  const url = new URL(options.url);
  const isListed = options.allowPrivate.includes(hostAndPort(url));
  return {
    scanId: newId(),
    origin: url.origin,
    startUrls: [url.href],
    login: loginOf(options),
    customHeaders: [],
    pathsToAvoid: options.avoid,
    maxRequests: options.maxRequests,
    maxMinutes: options.maxMinutes,
    requestsPerSecond:
      options.requestsPerSecond ?? (isListed ? LISTED_REQUESTS_PER_SECOND : PLAN_DEFAULTS.requestsPerSecond),
    concurrency: PLAN_DEFAULTS.concurrency,
  };
}

/** One line of progress on stderr each time the phase changes. */
function progressPrinter(): (progress: ScanProgress) => void {
  let phase: string | null = null;
  return (progress) => {
    if (progress.phase === phase) return;
    phase = progress.phase;
    process.stderr.write(`${phase.toLowerCase()} (${progress.counters.requests} requests so far)\n`);
  };
}

async function scan(options: Options): Promise<void> {
  const plan = planOf(options);
  const { port } = new URL(plan.origin);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const { close, ...deps } = systemScanDeps(
    { extraPorts: port === '' ? [] : [Number(port)], allowPrivate: options.allowPrivate },
    stop.signal,
  );
  try {
    const result = await runScan(plan, { ...deps, onProgress: progressPrinter() });
    const text = `${JSON.stringify(toScanJson(result), null, 2)}\n`;
    if (options.json && options.json !== '-') await writeFile(options.json, text);
    else process.stdout.write(text);
    process.stderr.write(`${sentence(result)}\n`);
    process.exitCode = exitCodeOf(result);
  } finally {
    close();
  }
}

function sentence(result: ScanResult): string {
  const t = translator('en');
  const verdict = scanVerdict(result);
  const reason = result.reason
    ? ` ${t(`scan.reasons.${result.reason.code}.title`, result.reason.values)}`
    : '';
  return `${t(`scan.verdict.${verdict.code}`, verdict.values)}${reason}`;
}

function exitCodeOf(result: ScanResult): number {
  if (result.outcome !== 'COMPLETE') return EXIT.incomplete;
  return result.findings.length > 0 ? EXIT.findings : EXIT.ok;
}

/** `preflight scan`: the self-check without database or browser. */
export function scanCommand(): Command {
  return new Command('scan')
    .description('scans a website that you own; no database needed')
    .requiredOption('--url <url>', 'where to start; the scan never leaves its origin')
    .option('--login-url <url>', 'page with the login form')
    .option('--username <name>')
    .option('--password <password>')
    .option('--password-env <variable>', 'read the password from this environment variable')
    .option('--cookie <header>', 'a Cookie header of a signed-in session')
    .option('--verify-url <url>', 'a page that only a signed-in visitor sees')
    .option('--avoid <path>', 'a path that is never asked for (repeatable)', collect, [])
    .option(
      '--allow-private <host:port>',
      'a loopback or private target that may be scanned (repeatable)',
      collect,
      [],
    )
    .option(
      '--max-requests <n>',
      'stop as incomplete after this many',
      wholeNumber,
      PLAN_DEFAULTS.maxRequests,
    )
    .option('--max-minutes <n>', 'stop as incomplete after this long', wholeNumber, PLAN_DEFAULTS.maxMinutes)
    .option(
      '--requests-per-second <n>',
      `default ${PLAN_DEFAULTS.requestsPerSecond}; ${LISTED_REQUESTS_PER_SECOND} for a target of --allow-private`,
      wholeNumber,
    )
    .option('--json <file>', 'where the report goes; standard output without it')
    .action(scan);
}
