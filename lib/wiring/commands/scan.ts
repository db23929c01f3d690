import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { translator } from '@/lib/i18n/translator';
import { openChromium } from '@/lib/scans/browser/open-chromium';
import { runScan } from '@/lib/scans/engine/run-scan';
import { systemScanDeps } from '@/lib/scans/engine/system-deps';
import type { ScanProgress } from '@/lib/scans/rules/progress';
import type { ScanResult } from '@/lib/scans/rules/result';
import { toScanJson } from '@/lib/scans/rules/scan-json';
import { classCounts, summariseScan } from '@/lib/scans/rules/scan-summary';
import { EXIT } from './exit-codes';
import { planRetest, retest } from './retest';
import {
  chromiumSettings,
  hostAndPort,
  readExtraCa,
  type ScanOptions,
  toScanPlan,
  withScanOptions,
} from './scan-options';

/** One line of progress on stderr each time the phase changes. */
function progressPrinter(): (progress: ScanProgress) => void {
  let phase: string | null = null;
  return (progress) => {
    if (progress.phase === phase) return;
    phase = progress.phase;
    process.stderr.write(`${phase.toLowerCase()} (${progress.counters.requests} requests so far)\n`);
  };
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
  const deps = { ...system, openBrowser, onProgress: progressPrinter() };
  try {
    const { json, lines, exitCode } = planned
      ? await retest(planned, deps)
      : summarise(await runScan(plan, deps), options);
    const text = `${JSON.stringify(json, null, 2)}\n`;
    if (options.json && options.json !== '-') await writeFile(options.json, text);
    else process.stdout.write(text);
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = exitCode;
  } finally {
    close();
  }
}

const summarise = (result: ScanResult, options: ScanOptions) => ({
  json: toScanJson(result),
  lines: [sentence(result), classesLine(result)],
  exitCode: scanExitCode(result, options),
});

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
