import type { Clock } from '@/lib/core/clock';
import type { FindingClass } from '@/lib/findings/rules/finding';
import {
  type ClassProgress,
  type ClassState,
  firstProgress,
  phaseStates,
  type ScanCounters,
  type ScanPhase,
  type ScanProgress,
} from '../../rules/progress';
import { PlaceForecast, RequestPace } from './request-pace';

/** Keeps the one current snapshot and hands it out at every change; whoever stores or sends it thins it out. */
export class ProgressTracker {
  private snapshot: ScanProgress;
  private readonly pace = new RequestPace();
  private forecast: PlaceForecast | null = null;

  constructor(
    scanId: string,
    testable: ReadonlySet<FindingClass>,
    private readonly clock: Clock,
    private readonly onProgress: (snapshot: ScanProgress) => void,
  ) {
    this.snapshot = firstProgress(scanId, clock.now(), testable);
    onProgress(this.snapshot);
  }

  get counters(): ScanCounters {
    return this.snapshot.counters;
  }

  enter(phase: ScanPhase): void {
    if (phase !== 'ACTIVE') this.forecast = null;
    this.update({ phase, phases: phaseStates(phase), currentUrl: null, secondsLeft: null });
  }

  onRequest(currentUrl: string, requests: number): void {
    const requestsPerSecond = this.pace.onRequest(this.clock.now().getTime());
    this.update({ currentUrl, requestsPerSecond, counters: { ...this.counters, requests } });
  }

  /** How many places the active phase has as far as it is known, each once for each check. */
  expectPlaces(total: number): void {
    this.forecast ??= new PlaceForecast(total, this.clock.now().getTime());
    this.forecast.expect(total);
  }

  onPlace(): void {
    if (!this.forecast) return;
    this.update({ secondsLeft: this.forecast.onPlace(this.clock.now().getTime()) });
  }

  count(change: Partial<ScanCounters>): void {
    this.update({ counters: { ...this.counters, ...change } });
  }

  setClass(name: FindingClass, state: ClassState): void {
    this.changeClass(name, (entry) => ({ ...entry, state }));
  }

  onFindings(name: FindingClass, added: number): void {
    if (added === 0) return;
    this.changeClass(name, (entry) => ({ ...entry, findings: entry.findings + added }));
    this.count({ findings: this.counters.findings + added });
  }

  private changeClass(name: FindingClass, change: (entry: ClassProgress) => ClassProgress): void {
    this.update({
      classes: this.snapshot.classes.map((entry) => (entry.class === name ? change(entry) : entry)),
    });
  }

  private update(change: Partial<ScanProgress>): void {
    this.snapshot = { ...this.snapshot, ...change, at: this.clock.now() };
    this.onProgress(this.snapshot);
  }
}
