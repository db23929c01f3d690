import type { DriftDifference, DriftWatch } from '../drift-record';
import { type CertificateDates, isEnding, isNameLost } from './certificate';
import { COMPARED, CONDITIONS, type ComparedThing, type Facts, isCompared, type Thing } from './facts';

/** What came of one look: facts, or why the website did not answer, as a code. */
export type Look =
  | { isReached: true; facts: Facts; certificate: CertificateDates | null }
  | { isReached: false; code: string };

export type NewDifference = Pick<DriftDifference, 'thing' | 'before' | 'after'>;
type Open = Pick<DriftDifference, 'id' | 'thing' | 'before' | 'after'>;

/** Why a difference ended: it went back, became another, was accepted, or a new approval made it the state to compare with. */
export type Closing = 'GONE' | 'CHANGED' | 'ACCEPTED' | 'RENEWED';

export type Judgement = {
  snapshot: Facts | null;
  failures: number;
  raised: readonly NewDifference[];
  closed: readonly (Open & { closing: Closing })[];
};

/** One look that finds nobody may be a restart; people are told after so many in a row. */
export const LOOKS_UNREACHED = 2;

type Judged = {
  watch: Pick<DriftWatch, 'snapshot' | 'failures'>;
  open: readonly Open[];
  look: Look;
  now: Date;
};

/** Compares a look with the snapshot, and with what people were told before. What could not be told changes nothing. */
export function judgeLook({ watch, open, look, now }: Judged): Judgement {
  const failures = look.isReached ? 0 : watch.failures + 1;
  const snapshot = look.isReached ? snapshotAfter(watch.snapshot, look.facts) : watch.snapshot;
  const isFirst = watch.snapshot === null && snapshot !== null;
  const states = [...COMPARED, ...CONDITIONS].map(
    (thing) => [thing, stateNow(thing, { snapshot, look, failures, now })] as const,
  );
  const raised: NewDifference[] = [];
  const closed: (Open & { closing: Closing })[] = [];
  for (const [thing, state] of states) {
    const told = open.find((one) => one.thing === thing);
    if (told && isFirst && isCompared(thing)) closed.push({ ...told, closing: 'RENEWED' });
    if (state === 'UNKNOWN' || (isFirst && isCompared(thing))) continue;
    if (state === 'SAME') {
      if (told) closed.push({ ...told, closing: 'GONE' });
    } else if (!told || (thing !== 'REACH' && told.after !== state.after)) {
      if (told) closed.push({ ...told, closing: 'CHANGED' });
      raised.push({ thing, ...state });
    }
  }
  return { snapshot, failures, raised, closed };
}

/** What was not known when the snapshot was taken joins it as soon as it is. */
function snapshotAfter(snapshot: Facts | null, seen: Facts): Facts | null {
  if (snapshot === null) return Object.keys(seen).length === 0 ? null : seen;
  return { ...seen, ...snapshot };
}

type Difference = { before: string; after: string };
type Situation = { snapshot: Facts | null; look: Look; failures: number; now: Date };

function stateNow(
  thing: Thing,
  { snapshot, look, failures, now }: Situation,
): Difference | 'SAME' | 'UNKNOWN' {
  if (!look.isReached) {
    if (thing !== 'REACH') return 'UNKNOWN';
    return failures >= LOOKS_UNREACHED ? { before: '', after: look.code } : 'UNKNOWN';
  }
  if (thing === 'REACH') return 'SAME';
  if (thing !== 'EXPIRING') return compare(thing, snapshot?.[thing], look.facts[thing]);
  const { certificate } = look;
  return certificate && isEnding(certificate, now) ? { before: '', after: certificate.validUntil } : 'SAME';
}

function compare(
  thing: ComparedThing,
  before: string | undefined,
  after: string | undefined,
): Difference | 'SAME' | 'UNKNOWN' {
  if (before === undefined || after === undefined) return 'UNKNOWN';
  // A certificate that is not there is told as a matter of trust.
  const isSame = thing === 'NAMES' ? !isNameLost(before, after) : before === after;
  return isSame ? 'SAME' : { before, after };
}
