import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { type AddressListener, openAddressListener } from '@/lib/http/address-listener';
import { readListener } from '@/lib/http/rules/listener-settings';
import { translator } from '@/lib/i18n/translator';
import { reportEndedScan } from '@/lib/reports/rules/reported-scan';
import { writeScanReport } from '@/lib/reports/write-scan-report';
import { openChromium } from '@/lib/scans/browser/open-chromium';
import { runScan } from '@/lib/scans/engine/run-scan';
import { systemScanDeps } from '@/lib/scans/engine/system-deps';
import type { ScanProgress } from '@/lib/scans/rules/progress';
import type { ScanResult } from '@/lib/scans/rules/result';
import { classCounts, summariseScan } from '@/lib/scans/rules/scan-summary';
import { EXIT } from './exit-codes';
import { planRetest, retest } from './retest';
import { type ScanOptions, withScanOptions } from './scan-options';
import { chromiumSettings, hostAndPort, readExtraCa, toScanPlan } from './scan-plan';

const PRINTED_EVERY_MS = 10_000;

/** Progress on stderr: a line when phase or class changes, and every ten seconds. */
function progressPrinter(): (progress: ScanProgress) => void {
  let shown = '';
  let shownMs = 0;
  return (progress) => {
    const running = progress.classes.find(({ state }) => state === 'RUNNING')?.class;
    // Between two classes there is nothing to tell.
    if (progress.phase === 'ACTIVE' && !running && shown.startsWith('active')) return;
    const now = [progress.phase.toLowerCase(), ...(running ? [running] : [])].join(' ');
    const atMs = progress.at.getTime();
    if (now === shown && atMs - shownMs < PRINTED_EVERY_MS) return;
    shown = now;
    shownMs = atMs;
    process.stderr.write(`${now} (${describeProgress(progress)})\n`);
  };
}

function describeProgress({ counters, requestsPerSecond, secondsLeft }: ScanProgress): string {
  return [
    `${counters.requests} requests so far`,
    `${counters.findings} findings`,
    ...(requestsPerSecond == null ? [] : [`${requestsPerSecond} requests/s`]),
    ...(secondsLeft == null ? [] : [`about ${Math.ceil(secondsLeft / 60)} min left`]),
  ].join(', ');
}

async function scan(options: ScanOptions): Promise<void> {
  const { retest: report } = options;
  const planned = report === undefined ? null : await planRetest({ ...options, retest: report });
  const plan = planned?.plan ?? (await toScanPlan(options));
  const extraCa = await readExtraCa(options);
  const { port } = new URL(plan.origin);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const { close, ...system } = systemScanDeps(
    {
      extraPorts: port === '' ? [] : [Number(port)],
      allowPrivate: options.allowPrivate,
      ...(extraCa === undefined ? {} : { extraCa }),
    },
    stop.signal,
  );
  const openBrowser = openChromium(chromiumSettings(options));
  const listener = await openListener(options);
  const deps = { ...system, openBrowser, listener, onProgress: progressPrinter() };
  try {
    if (planned) {
      const { json, lines, exitCode } = await retest(planned, deps);
      await writeText(options.json ?? '-', `${JSON.stringify(json, null, 2)}\n`);
      end(lines, exitCode);
    } else {
      const result = await runScan(plan, deps);
      await writeReports(result, options);
      end([sentence(result), classesLine(result)], scanExitCode(result, options));
    }
  } finally {
    close();
    await listener?.close();
  }
}

/** @throws InvalidArgumentError where nothing can listen there */
async function openListener({
  listener: address,
  listen,
}: Pick<ScanOptions, 'listener' | 'listen'>): Promise<AddressListener | undefined> {
  try {
    const settings = readListener(address, listen);
    const listener = settings && openAddressListener(settings);
    await listener?.ready;
    return listener;
  } catch (error) {
    throw new InvalidArgumentError(`--listener: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const writeText = async (file: string, text: string): Promise<void> => {
  if (file === '-') process.stdout.write(text);
  else await writeFile(file, text);
};

function end(lines: readonly string[], exitCode: number): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = exitCode;
}

/** The report in each form that was asked for; JSON always, on standard output unless a file is named. */
async function writeReports(
  result: ScanResult,
  options: Pick<ScanOptions, 'json' | 'sarif' | 'html' | 'language'>,
): Promise<void> {
  const report = reportEndedScan(result);
  const language = { locale: options.language, timeZone: 'UTC' };
  const files = { json: options.json ?? '-', sarif: options.sarif, html: options.html };
  for (const format of ['json', 'sarif', 'html'] as const) {
    const file = files[format];
    if (file !== undefined) await writeText(file, writeScanReport(report, format, language));
  }
}

function sentence(result: ScanResult): string {
  const t = translator('en');
  const summary = summariseScan(result);
  const reason = result.reason
    ? ` ${t(`scan.reasons.${result.reason.code}.title`, result.reason.values)}. ${describeFix(result.reason, result.origin)}`
    : '';
  return `${t(`scan.verdict.${summary.code}`, summary.values)}${reason}`;
}

function describeFix({ code, values }: NonNullable<ScanResult['reason']>, origin: string): string {
  const t = translator('en');
  return values.code === 'ADDRESS_NOT_PUBLIC'
    ? t('scan.waiver', { place: hostAndPort(new URL(origin)) })
    : t(`scan.reasons.${code}.fix`, values);
}

/** The last line: how much of the customer's list was tested, and how much of it is clean. */
export function classesLine({ checklist }: Pick<ScanResult, 'checklist'>): string {
  const { clean, absent, untested, total } = classCounts(checklist);
  return translator('en')('scan.classesLine', { tested: total - untested - absent, clean, absent, total });
}

/** A class that was not tested fully is as good as a scan that did not come to its end, unless it is allowed. */
export function scanExitCode(
  result: Pick<ScanResult, 'outcome' | 'checklist' | 'findings'>,
  { allowUntested }: Pick<ScanOptions, 'allowUntested'>,
): number {
  const isUntested = classCounts(result.checklist).untested > 0;
  if (result.outcome !== 'COMPLETE' || (isUntested && !allowUntested)) return EXIT.incomplete;
  return result.findings.length > 0 ? EXIT.findings : EXIT.ok;
}

/** `preflight scan`: the self-check without database or browser. */
export const scanCommand = (): Command =>
  withScanOptions(new Command('scan').description('scans a website that you own; no database needed')).action(
    scan,
  );
