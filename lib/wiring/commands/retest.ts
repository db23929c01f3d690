import { InvalidArgumentError } from 'commander';
import { translator } from '@/lib/i18n/translator';
import { runRetest } from '@/lib/scans/engine/retest/run-retest';
import type { ScanDeps } from '@/lib/scans/engine/scan-deps';
import type { ScanPlan } from '@/lib/scans/rules/plan';
import { type ReportToRetest, readScanReport } from '@/lib/scans/rules/read-scan-report';
import { countStates, type RetestResult, type RetestTarget } from '@/lib/scans/rules/retest';
import { toRetestJson } from '@/lib/scans/rules/retest-json';
import { chooseReasonKey } from '@/lib/scans/rules/retest-reason-key';
import { EXIT } from './exit-codes';
import type { ScanOptions } from './scan-options';
import { readOption, toScanPlan } from './scan-plan';

export type PlannedRetest = { plan: ScanPlan; targets: RetestTarget[] };

/**
 * The plan of `scan --retest REPORT.json` and the findings that are asked again.
 * @throws InvalidArgumentError for a file that is no report, findings that it does not have, or a login that is missing
 */
export async function planRetest(options: ScanOptions & { retest: string }): Promise<PlannedRetest> {
  const report = readScanReport(await readOption(options.retest));
  if (!report) throw new InvalidArgumentError(`${options.retest} is no report of a scan`);
  const { url } = options;
  const plan = await toScanPlan({ ...options, url: url.length === 0 ? [`${report.origin}/`] : url });
  if (plan.origin !== report.origin)
    throw new InvalidArgumentError(`--url: the report is about ${report.origin}`);
  if (report.hadLogin && plan.login.mode === 'none')
    throw new InvalidArgumentError('the report was made with a login: give --login-url … or --cookie again');
  return { plan, targets: chooseTargets(report, options) };
}

function chooseTargets({ targets }: ReportToRetest, options: ScanOptions): RetestTarget[] {
  const { finding: wanted } = options;
  const classes = [...options.class, ...options.only];
  for (const one of wanted)
    if (!targets.some(({ fingerprint }) => fingerprint === one))
      throw new InvalidArgumentError(`--finding: the report has no ${one}`);
  const chosen = targets
    .filter(({ fingerprint }) => wanted.length === 0 || wanted.includes(fingerprint))
    .filter((target) => classes.length === 0 || classes.includes(target.class));
  if (chosen.length === 0) throw new InvalidArgumentError('the report has no such finding');
  return chosen;
}

/** Asks the places again. @returns the document, and what stderr says: a line a finding and one for all */
export async function retest({ plan, targets }: PlannedRetest, deps: ScanDeps) {
  const result = await runRetest(plan, targets, deps);
  return { json: toRetestJson(result), lines: describeRetest(result), exitCode: retestExitCode(result) };
}

function describeRetest({ entries }: RetestResult): string[] {
  const t = translator('en');
  const lines = entries.map(({ target, state, reason }) => {
    const { method, url, parameter } = target;
    const place = `${method} ${new URL(url).pathname}${parameter ? ` ${parameter.location} ${parameter.name}` : ''}`;
    const why = reason ? ` (${t(chooseReasonKey(reason.code), reason.values)})` : '';
    return `${t(`scan.retest.states.${state}`)}: ${t(`scan.classes.${target.class}`)}, ${place}${why}`;
  });
  return [...lines, t('scan.retest.summary', countStates(entries.map(({ state }) => state)))];
}

/** What could not be asked is as good as a scan that did not come to its end. */
export function retestExitCode({ entries }: Pick<RetestResult, 'entries'>): number {
  const { notAsked, stillThere } = countStates(entries.map(({ state }) => state));
  if (notAsked > 0) return EXIT.incomplete;
  return stillThere > 0 ? EXIT.findings : EXIT.ok;
}
