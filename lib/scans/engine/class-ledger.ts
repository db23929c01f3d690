import type { FindingClass } from '@/lib/findings/rules/finding';
import type { Check } from '../checks/check';
import type { ClassFacts } from '../rules/checklist';

type Entry = { isFinished: boolean; isFailed: boolean; isFed: boolean };

/** Which checks ran to their end, and whether they had anything to look at. */
export class ClassLedger {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly checks: readonly Check[]) {
    for (const { id } of checks) this.entries.set(id, { isFinished: false, isFailed: false, isFed: false });
  }

  onFed(checkId: string): void {
    this.update(checkId, { isFed: true });
  }

  onFinished(checkId: string): void {
    this.update(checkId, { isFinished: true });
  }

  onFailed(checkId: string): void {
    this.update(checkId, { isFailed: true });
  }

  get failedChecks(): string[] {
    return [...this.entries].filter(([, entry]) => entry.isFailed).map(([id]) => id);
  }

  factsOf(name: FindingClass, findings: number): ClassFacts {
    const entries = this.checks.filter((check) => check.class === name).map(({ id }) => this.entries.get(id));
    return {
      hasCheck: entries.length > 0,
      isFinished: entries.every((entry) => entry?.isFinished),
      hasNothingToTest: entries.every((entry) => !entry?.isFed),
      hasFailed: entries.some((entry) => entry?.isFailed),
      findings,
    };
  }

  private update(checkId: string, change: Partial<Entry>): void {
    const entry = this.entries.get(checkId);
    if (entry) Object.assign(entry, change);
  }
}
