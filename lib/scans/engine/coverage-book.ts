import type { InsertionPoint } from '../checks/check';
import type { Coverage, ScanWarning, SkippedGroup, SkipReason } from '../rules/result';

const MAX_EXAMPLES = 5;
/** Of all that was left out: from here on the counts say "at least so many", which is far beyond what any rule asks. */
const MAX_CHARACTERS = 8_000_000;
const MAX_ADDRESS = 2_048;
/** What was known of the site and not read. Everything else that is skipped was left out on purpose or seen elsewhere. */
const LEFT_OUT: readonly SkipReason[] = [
  'PAGE_LIMIT',
  'TOO_DEEP',
  'KIND_LIMIT',
  'LINK_LIMIT',
  'NO_ANSWER',
  'UNREADABLE',
  'BODY_CUT',
  'READING_TIMED_OUT',
];

/** Notes what was seen, tested and left out while the scan runs. */
export class CoverageBook {
  pages = 0;
  pagesBehindLogin = 0;
  /** Form → the endpoint (`POST /path`) that it is sent to. */
  readonly formsSeen = new Map<string, string>();
  readonly endpointsSeen = new Set<string>();
  readonly endpointsTested = new Set<string>();
  readonly parametersSeen = new Set<string>();
  readonly parametersTested = new Set<string>();
  private readonly notSent = new Set<string>();
  private readonly filesNotSent = new Set<string>();
  private readonly skipped = new Map<SkipReason, Set<string>>();
  private characters = 0;

  skip(reason: SkipReason, what: string): void {
    const group = this.skipped.get(reason) ?? new Set<string>();
    this.skipped.set(reason, group);
    this.note(group, what);
  }

  noteTested({ id, method, url }: Pick<InsertionPoint, 'id' | 'method' | 'url'>): void {
    const endpoint = `${method} ${new URL(url).pathname}`;
    if (this.parametersSeen.has(id)) this.parametersTested.add(id);
    if (this.endpointsSeen.has(endpoint)) this.endpointsTested.add(endpoint);
  }

  /** Notes a place that takes a visitor's text and is never sent, because sending it does something. */
  leaveUnsent(place: string): void {
    this.note(this.notSent, place);
  }

  /** The same of a place that takes a file. */
  leaveFileUnsent(place: string): void {
    this.note(this.filesNotSent, place);
  }

  get unsentFiles(): ReadonlySet<string> {
    return this.filesNotSent;
  }

  get unsent(): ReadonlySet<string> {
    return this.notSent;
  }

  private note(group: Set<string>, what: string): void {
    if (group.size >= MAX_EXAMPLES && this.characters >= MAX_CHARACTERS) return;
    // A copy: a slice would keep all of the text.
    const noted = what.length > MAX_ADDRESS ? Buffer.from(what.slice(0, MAX_ADDRESS)).toString() : what;
    if (!group.has(noted)) this.characters += noted.length;
    group.add(noted);
  }

  /** Pages that no check has seen although the site has them. */
  get leftOut(): string[] {
    return LEFT_OUT.flatMap((reason) => [...(this.skipped.get(reason) ?? [])]);
  }

  /** How many addresses were left out for these reasons. */
  countSkipped(...reasons: SkipReason[]): number {
    return reasons.reduce((sum, reason) => sum + (this.skipped.get(reason)?.size ?? 0), 0);
  }

  toCoverage(warnings: readonly ScanWarning[], isLoginProven: boolean | null): Coverage {
    const groups = [...this.skipped].map(
      ([reason, group]): SkippedGroup => ({
        reason,
        count: group.size,
        examples: [...group].slice(0, MAX_EXAMPLES),
      }),
    );
    return {
      pages: this.pages,
      pagesBehindLogin: this.pagesBehindLogin,
      forms: {
        seen: this.formsSeen.size,
        tested: [...this.formsSeen.values()].filter((endpoint) => this.endpointsTested.has(endpoint)).length,
      },
      parameters: { seen: this.parametersSeen.size, tested: this.parametersTested.size },
      endpoints: { seen: this.endpointsSeen.size, tested: this.endpointsTested.size },
      skipped: groups,
      warnings,
      isLoginProven,
    };
  }
}
