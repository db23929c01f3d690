import type { FindingClass } from '@/lib/findings/rules/finding';
import type { Check } from '../checks/check';
import type { ClassFacts } from '../rules/checklist';
import type { NotTestedReason } from '../rules/result';

/** A place that a check was run at. `gap` is asked at the end: a refusal is known by being the same at many places. */
export type ProbedPlace = { place: string; isOwnInput: boolean; gap(): NotTestedReason | null };

/** How much of the site the scan saw, and what it never sent anything to. */
export type SiteSeen = {
  /** Pages that were known and not read: no class that looks at pages saw them. */
  leftOut: readonly string[];
  /** Places for texts that were known and never sent to: no class that probes tried them. */
  unsent: Iterable<string>;
  /** The same of places for files. */
  unsentFiles: Iterable<string>;
  isSiteSeen: boolean;
};

type Entry = {
  isFinished: boolean;
  isFailed: boolean;
  isFed: boolean;
  timeouts: number;
  places: ProbedPlace[];
};

/** Whether a check sends changed requests to what the crawl found. */
export const isProbing = ({ kind }: Check): boolean =>
  kind === 'active' || kind === 'request' || kind === 'browser';

/** A check that was ended at so many places for computing too long would be so at most others. */
const MAX_TIMEOUTS = 3;

/** Which checks ran to their end, over what, and where their probes were not answered by the site. */
export class ClassLedger {
  private readonly entries = new Map<string, Entry>();

  /** @param onProbed told of each place once a check is done there */
  constructor(
    private readonly checks: readonly Check[],
    private readonly onProbed: () => void = () => undefined,
  ) {
    for (const { id } of checks)
      this.entries.set(id, { isFinished: false, isFailed: false, isFed: false, timeouts: 0, places: [] });
  }

  /** The check has something to look at. */
  onFed(checkId: string): void {
    this.update(checkId, { isFed: true });
  }

  onPlace(checkId: string, place: ProbedPlace): void {
    this.entries.get(checkId)?.places.push(place);
    this.onProbed();
    // Request headers and the page that is missing exist on every site: alone they are no test of this one.
    if (place.isOwnInput) this.onFed(checkId);
  }

  /** The check was ended at this place, or is no longer run there because it was ended at others. */
  onTimedOut(checkId: string, place: string): void {
    this.onPlace(checkId, { place, isOwnInput: true, gap: () => 'CHECK_TIMED_OUT' });
    this.update(checkId, { timeouts: (this.entries.get(checkId)?.timeouts ?? 0) + 1 });
  }

  hasGivenUp(checkId: string): boolean {
    return (this.entries.get(checkId)?.timeouts ?? 0) >= MAX_TIMEOUTS;
  }

  onFinished(checkId: string): void {
    this.update(checkId, { isFinished: true });
  }

  onFailed(checkId: string): void {
    this.update(checkId, { isFailed: true });
  }

  /** What became of a check, and of its places by their names. */
  readCheck(checkId: string): { isFinished: boolean; isFailed: boolean; places: readonly ProbedPlace[] } {
    return this.entries.get(checkId) ?? { isFinished: false, isFailed: false, places: [] };
  }

  get failedChecks(): string[] {
    return [...this.entries].filter(([, entry]) => entry.isFailed).map(([id]) => id);
  }

  /** Of the class that was refused most: at how many of the site's own inputs, and of how many. */
  get refused(): { refused: number; places: number } {
    const counts = [...this.entries.values()].map(({ places }) => {
      const own = places.filter(({ isOwnInput }) => isOwnInput);
      const refused = own.filter((place) => place.gap() === 'PROBES_REFUSED').length;
      return { refused, places: own.length };
    });
    const share = ({ refused, places }: { refused: number; places: number }) => refused / Math.max(places, 1);
    return counts.sort((a, b) => share(b) - share(a))[0] ?? { refused: 0, places: 0 };
  }

  readFacts(
    name: FindingClass,
    findings: number,
    { leftOut, unsent, unsentFiles, isSiteSeen }: SiteSeen,
  ): ClassFacts {
    const checks = this.checks.filter((check) => check.class === name);
    const entries = checks.map(({ id }) => this.entries.get(id));
    // Where a class has inputs to probe, what every site has (`//host` as a path) is no test of this one. A class that
    // looks at all that is read is tested by that; what its probes provoke comes on top.
    const isLooking = checks.some(({ kind }) => kind === 'passive');
    const judging = isLooking ? checks.filter((check) => !isProbing(check)) : checks;
    const probing = judging.filter(isProbing).map(({ id }) => this.entries.get(id));
    const deciding = probing.length > 0 ? probing : entries;
    const untested = new Map<NotTestedReason, string[]>();
    const note = (reason: NotTestedReason, place: string) => {
      const places = untested.get(reason) ?? [];
      untested.set(reason, places);
      places.push(place);
    };
    for (const { place, gap } of judging.flatMap(({ id }) => this.entries.get(id)?.places ?? [])) {
      const reason = gap();
      if (reason) note(reason, place);
    }
    const missed = name === 'FILE_UPLOAD' ? unsentFiles : unsent;
    if (probing.length > 0) for (const place of missed) note('NOT_SENT', place);
    if (checks.some(({ kind }) => kind !== 'site')) for (const url of leftOut) note('PLACES_LEFT_OUT', url);
    return {
      hasCheck: entries.length > 0,
      isFinished: entries.every((entry) => entry?.isFinished),
      isSiteSeen,
      hasNothingToTest: deciding.every((entry) => !entry?.isFed),
      hasFailed: entries.some((entry) => entry?.isFailed),
      findings,
      untested,
    };
  }

  private update(checkId: string, change: Partial<Entry>): void {
    const entry = this.entries.get(checkId);
    if (entry) Object.assign(entry, change);
  }
}
