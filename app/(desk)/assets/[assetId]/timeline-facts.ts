import type { Tone } from '@/app/components/tone';
import type { AuditRow } from '@/lib/audit/store';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';

const TONES: Partial<Record<string, Tone>> = {
  'submission.submitted': 'progress',
  'submission.approved': 'success',
  'submission.rejected': 'attention',
  'submission.returned': 'attention',
  'connection.probeFailed': 'attention',
  'connection.probeRecovered': 'success',
  'website.verified': 'success',
  'website.verificationFailed': 'attention',
};

const readFacts = (side: unknown): Readonly<Record<string, unknown>> =>
  typeof side === 'object' && side !== null ? { ...side } : {};

/** The colour of an entry: what is done, what needs somebody. */
export function chooseEntryTone({ event, after }: Pick<AuditRow, 'event' | 'after'>): Tone | undefined {
  const { outcome, isProven, status } = readFacts(after);
  if (event === 'appeal.verdictGiven') return outcome === 'ACCEPTED' ? 'success' : 'attention';
  if (event === 'website.loginTried') return isProven === true ? 'success' : 'attention';
  if (event === 'scan.finished' && status === 'INCOMPLETE') return 'attention';
  return TONES[event];
}

/** What the entry is about, where it says so in a word or a few: cases, or a website by its current name. */
export function describeEntry(
  { before, after, websiteId }: Pick<AuditRow, 'before' | 'after' | 'websiteId'>,
  websites: ReadonlyMap<string, string>,
  list: (names: readonly string[]) => string,
): string | null {
  const { cases } = readFacts(after);
  if (Array.isArray(cases)) return list(cases.map(String));
  const known = websites.get(websiteId ?? '');
  if (known !== undefined) return known;
  for (const { website } of [readFacts(after), readFacts(before)])
    if (typeof website === 'string') return website;
  return null;
}

type Words = (
  key: 'audit.results.finished' | 'audit.results.verdict' | 'audit.results.login',
  values: Values,
) => string;
type Values = Record<string, string | number>;

/** How it came out: a scan with its findings, a verdict with the finding that it is about, a login that was tried. */
export function describeOutcome(
  { event, after }: Pick<AuditRow, 'event' | 'after'>,
  t: Words,
): string | null {
  const { status, findings, finding, class: name, outcome, isProven } = readFacts(after);
  if (event === 'scan.finished' && typeof status === 'string' && typeof findings === 'number')
    return t('audit.results.finished', { status, findings });
  if (event === 'website.loginTried' && typeof isProven === 'boolean')
    return t('audit.results.login', { isProven: String(isProven) });
  if (event !== 'appeal.verdictGiven' || typeof finding !== 'number') return null;
  const known = FINDING_CLASSES.find((one) => one === name) ?? 'none';
  return t('audit.results.verdict', { number: finding, class: known, outcome: String(outcome) });
}
