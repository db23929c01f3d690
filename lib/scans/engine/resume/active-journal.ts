import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzip } from 'node:zlib';
import { type Clock, MINUTE_MS } from '@/lib/core/clock';
import type { Check, InsertionPoint } from '../../checks/check';
import type { ScanPlan } from '../../rules/plan';
import type { ActivePart } from '../../work/scan-work';
import type { KeptFinding } from '../finding-book';
import type { Candidate } from '../requests/insertion-points';
import type { ScanDeps } from '../scan-deps';
import { planKey } from './plan-key';
import { pointKey } from './point-key';

/** What a lost worker may have to do again. */
const KEPT_EVERY_MS = MINUTE_MS;
/** Findings with their evidence, and a line for each place of each check; one that is larger is not kept. */
const MAX_BYTES = 24 * 1_024 * 1_024;
const compress = promisify(gzip);

type JournalState = {
  engineVersion: string;
  planKey: string;
  /** By check, part and place: whether it is known what the value is for. */
  done: ReadonlyMap<string, boolean>;
  sites: readonly string[];
  hidden: readonly Candidate[] | null;
  findings: readonly KeptFinding[];
};

type JournalDeps = {
  plan: ScanPlan;
  clock: Clock;
  resume: Pick<NonNullable<ScanDeps['resume']>, 'journal' | 'keepJournal'> | undefined;
  engineVersion: string;
};

const itemKey = ({ id, version }: Check, point: InsertionPoint, part: ActivePart): string =>
  `${id} ${version} ${part} ${pointKey(point)}`;

/**
 * What the active phase has done for good: places where a check has finished and nothing is open. Another
 * execution of the scan does not send that again.
 */
export class ActiveJournal {
  private readonly done = new Map<string, boolean>();
  private readonly sites = new Set<string>();
  /** Places that no page lists; null while they are not all found. */
  hidden: readonly Candidate[] | null = null;
  /** What an earlier execution found. */
  readonly findings: readonly KeptFinding[];
  private keptMs: number;

  constructor(private readonly deps: JournalDeps) {
    const { plan, clock, resume, engineVersion } = deps;
    this.keptMs = clock.now().getTime();
    const before = resume?.journal ? parse(resume.journal) : null;
    const isSame = before?.engineVersion === engineVersion && before.planKey === planKey(plan);
    this.findings = isSame ? before.findings : [];
    if (!isSame) return;
    for (const [key, isKnown] of before.done) this.done.set(key, isKnown);
    for (const id of before.sites) this.sites.add(id);
    this.hidden = before.hidden;
  }

  /** @returns null where the check has still to be run there */
  find(check: Check, point: InsertionPoint, part: ActivePart): { isKnown: boolean } | null {
    const isKnown = this.done.get(itemKey(check, point, part));
    return isKnown === undefined ? null : { isKnown };
  }

  note(check: Check, point: InsertionPoint, part: ActivePart, isKnown: boolean): void {
    this.done.set(itemKey(check, point, part), isKnown);
  }

  hasSite({ id, version }: Check): boolean {
    return this.sites.has(`${id} ${version}`);
  }

  noteSite({ id, version }: Check): void {
    this.sites.add(`${id} ${version}`);
  }

  /** Called after each piece of work; keeps what was done once a minute. */
  async keepWhenDue(findings: () => readonly KeptFinding[]): Promise<void> {
    const { plan, clock, resume, engineVersion } = this.deps;
    const nowMs = clock.now().getTime();
    if (!resume || nowMs - this.keptMs < KEPT_EVERY_MS) return;
    this.keptMs = nowMs;
    const state: JournalState = {
      ...{ engineVersion, planKey: planKey(plan) },
      ...{ done: this.done, sites: [...this.sites], hidden: this.hidden, findings: findings() },
    };
    const bytes = serialize(state);
    if (bytes.length <= MAX_BYTES) await resume.keepJournal(new Uint8Array(await compress(bytes)));
  }
}

function parse(bytes: Uint8Array): JournalState | null {
  try {
    return deserialize(gunzipSync(bytes, { maxOutputLength: MAX_BYTES })) as JournalState;
  } catch {
    return null;
  }
}
