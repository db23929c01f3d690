import { FINDING_CLASSES, type FindingClass, type FindingDraft } from '@/lib/findings/rules/finding';
import type {
  ActiveCheck,
  Check,
  FoundRequest,
  InsertionPoint,
  RequestCheck,
  SiteCheck,
} from '../checks/check';
import type { ActivePart, Done } from '../work/scan-work';
import { groupPlaces, hasKind, hasMore, listActive, listLater, looksForUse, takesTime } from './check-order';
import type { CheckRunDeps } from './check-run-deps';
import { ClassLedger, type ProbedPlace } from './class-ledger';
import { FindingBook } from './finding-book';
import { PassiveRun } from './passive-run';
import { confirmProofs } from './places/confirm-proofs';
import { openProber } from './places/open-prober';
import type { Prober } from './places/probe-context';
import { RequestProbe } from './request-probe';
import { forEachAtOnce } from './requests/pacer';
import { placeName } from './requests/place-name';
import { ProbePlan } from './requests/probe-plan';
import { toSource } from './retest/source-request';
import { openSite } from './site-probe';

/** Runs the checks over what the crawl found: passive ones, then site and active ones a class at a time, then confirms. */
export class CheckRun {
  readonly ledger: ClassLedger;
  readonly findings: FindingBook;
  readonly prober: Prober;
  unconfirmed = 0;
  private readonly passive: PassiveRun;
  /** Places of which it is known what their value is for: how they behave is no reason to look for another use at length. */
  private readonly settled = new Set<string>();

  constructor(private readonly deps: CheckRunDeps) {
    this.ledger = new ClassLedger(deps.checks, () => deps.progress.onPlace());
    this.findings = new FindingBook(deps.secrets, deps.ownAddress);
    this.passive = new PassiveRun({
      work: deps.work,
      checks: deps.checks.filter(hasKind('passive')),
      context: () => ({ origin: deps.retriever.origin, isBehindLogin: deps.isBehindLogin }),
      ledger: this.ledger,
      ownAddress: deps.ownAddress,
      onFindings: (name, drafts) => this.record(name, drafts),
    });
    this.prober = openProber(deps, (exchange) => this.passive.onProbeResponse(exchange));
  }

  async runPassive(): Promise<void> {
    const { retriever, exchanges } = this.deps;
    const isEnded = () => retriever.isStopped && retriever.stopReason?.code === 'STOPPED_BY_USER';
    await this.passive.run(exchanges, isEnded);
  }

  /**
   * The decisive probes of all active checks at one group of places after another, then site and request checks, class by
   * class in the customer's order, then the decisive probes at places that no page lists: what finds most for what it
   * takes comes first. What takes many requests and seldom finds more has its turn when all that is done.
   */
  async runActive(
    points: readonly InsertionPoint[],
    targets: readonly FoundRequest[],
    findHidden: () => Promise<readonly InsertionPoint[]> = async () => [],
  ): Promise<void> {
    const { checks, progress } = this.deps;
    const active = listActive(checks);
    for (const { class: name } of active) progress.setClass(name, 'RUNNING');
    const places = new ProbePlan(checks, points, targets);
    progress.expectPlaces(places.size);
    this.takeOver(points);
    await this.runDecisive(active, places, points);
    await this.runByClass(places);
    if (this.isStopped) return;
    const hidden = await findHidden();
    this.takeOver(hidden);
    places.add(hidden);
    progress.expectPlaces(places.size);
    await this.runDecisive(active, places, hidden);
    for (const check of active) if (!hasMore(check)) this.finish(check);
    await this.runBrowser();
    const all = [...points, ...hidden];
    for (const check of listLater(checks)) {
      if (check.kind === 'active')
        await this.runActiveCheck(check, places.listPoints(check, all), 'runFurther');
      else await this.runRequestCheck(check, places.listRequests(check), 'runFurther');
      this.finish(check);
    }
    if (this.isStopped) return;
    for (const { class: name } of checks.filter(takesTime)) progress.setClass(name, 'TESTED');
  }

  /** What an earlier execution of this scan found, with the places where it can be proven once more. */
  private takeOver(points: readonly InsertionPoint[]): void {
    const { journal, checks, progress } = this.deps;
    const added = this.findings.takeOver(journal?.findings ?? [], checks, points);
    for (const [name, count] of added) progress.onFindings(name, count);
  }

  private async runDecisive(
    active: readonly ActiveCheck[],
    places: ProbePlan,
    points: readonly InsertionPoint[],
  ): Promise<void> {
    for (const group of groupPlaces(points))
      for (const check of active) await this.runActiveCheck(check, places.listPoints(check, group), 'run');
  }

  /** Site and request checks. */
  private async runByClass(places: ProbePlan): Promise<void> {
    const { checks, progress } = this.deps;
    for (const name of FINDING_CLASSES) {
      const own = checks.filter((check) => check.class === name);
      progress.setClass(name, own.length === 0 ? 'NOT_TESTED' : 'RUNNING');
      for (const check of own.filter(hasKind('site'))) await this.runSiteCheck(check);
      for (const check of own.filter(hasKind('request')))
        await this.runRequestCheck(check, places.listRequests(check), 'run');
      if (this.isStopped) return;
      if (own.length > 0 && !own.some(takesTime)) progress.setClass(name, 'TESTED');
    }
  }

  private async runBrowser(): Promise<void> {
    for (const check of this.deps.checks.filter(hasKind('browser')))
      await this.deps.browser?.probe(check, this.ledger, (done) =>
        this.record(check.class, this.takeDrafts(check, done, check.id) ?? []),
      );
  }

  private finish(check: Check): void {
    if (!this.isStopped) this.ledger.onFinished(check.id);
  }

  /** Repeats the proofs that would weigh in the verdict. */
  async confirm(): Promise<void> {
    const { plan, work } = this.deps;
    this.unconfirmed = await confirmProofs({
      ...{ work, findings: this.findings, prober: this.prober, concurrency: plan.concurrency },
      isStopped: () => this.isStopped,
      take: this.takeDrafts.bind(this),
    });
  }

  private get isStopped(): boolean {
    return this.deps.retriever.isStopped;
  }

  private async runSiteCheck(check: SiteCheck): Promise<void> {
    if (this.isStopped) return;
    this.ledger.onFed(check.id);
    if (this.deps.journal?.hasSite(check)) return this.ledger.onFinished(check.id);
    const site = openSite(check, this.deps, (exchange) => this.passive.onProbeResponse(exchange));
    const done = await this.deps.work.runSite(check, site);
    this.record(check.class, this.takeDrafts(check, done, `GET ${this.deps.retriever.scopePath}`) ?? []);
    this.finish(check);
    if (done.ok && !this.isStopped) this.deps.journal?.noteSite(check);
  }

  private async runRequestCheck(
    check: RequestCheck,
    targets: readonly FoundRequest[],
    part: ActivePart,
  ): Promise<void> {
    const { plan, work, progress, ...deps } = this.deps;
    const isTurn = (target: FoundRequest) => (check.isLate?.(target) ?? false) === (part === 'runFurther');
    await forEachAtOnce(
      targets.filter(isTurn),
      plan.concurrency,
      () => this.isStopped,
      async (target) => {
        const place = `${target.template.method} ${new URL(target.template.url).pathname}`;
        if (this.ledger.hasGivenUp(check.id)) return this.ledger.onTimedOut(check.id, place);
        const probe = new RequestProbe(target, deps);
        const done = await work.runRequest(check, target, probe);
        if (!done.ok && done.reason === 'TIMED_OUT') return this.ledger.onTimedOut(check.id, place);
        const drafts = this.withSource(this.takeDrafts(check, done, place), target);
        progress.onFindings(check.class, this.findings.add(drafts));
        const gap = () => (drafts.length === 0 ? probe.gap() : null);
        this.ledger.onPlace(check.id, { place, isOwnInput: true, gap });
        await this.deps.keepAlive();
      },
    );
    if (part === 'run' && !hasMore(check)) this.finish(check);
  }

  private async runActiveCheck(
    check: ActiveCheck,
    points: readonly InsertionPoint[],
    part: ActivePart,
  ): Promise<void> {
    const isSettled = ({ id }: InsertionPoint) =>
      part === 'runFurther' && looksForUse(check) && this.settled.has(id);
    await forEachAtOnce(
      points.filter((point) => !isSettled(point)),
      this.deps.plan.concurrency,
      () => this.isStopped,
      async (point) => {
        if (this.ledger.hasGivenUp(check.id)) return this.ledger.onTimedOut(check.id, placeName(point));
        if (this.wasDone(check, point, part)) return;
        const place = this.prober.open(check, point);
        const done = await this.deps.work.runActive(check, point, place, part);
        if (!done.ok && done.reason === 'TIMED_OUT')
          return this.ledger.onTimedOut(check.id, placeName(point));
        const drafts = this.withSource(this.takeDrafts(check, done, placeName(point)), point);
        const isKnown = looksForUse(check) && drafts.some(({ confidence }) => confidence === 'CONFIRMED');
        if (isKnown) this.settled.add(point.id);
        this.deps.progress.onFindings(check.class, this.findings.add(drafts, { check, point, part }));
        // What was found there arrived.
        this.notePlace(check, point, () => (drafts.length === 0 ? place.gap() : null));
        if (!this.isStopped && done.ok && place.isSettled)
          this.deps.journal?.note(check, point, part, isKnown);
        await this.deps.journal?.keepWhenDue(() => this.findings.toState());
        await this.deps.keepAlive();
      },
    );
  }

  private notePlace(check: ActiveCheck, point: InsertionPoint, gap: ProbedPlace['gap']): void {
    const isOwnInput = this.deps.coverage.parametersSeen.has(point.id);
    this.ledger.onPlace(check.id, { place: placeName(point), isOwnInput, gap });
    if (!this.isStopped) this.deps.coverage.noteTested(point);
  }

  /** Whether an earlier execution of this scan came to the end there. */
  private wasDone(check: ActiveCheck, point: InsertionPoint, part: ActivePart): boolean {
    const done = this.deps.journal?.find(check, point, part);
    if (!done) return false;
    if (done.isKnown) this.settled.add(point.id);
    this.notePlace(check, point, () => null);
    return true;
  }

  /** A check that throws is a defect of ours: its class is not tested, and the other checks go on. */
  private takeDrafts(check: Check, done: Done<FindingDraft[]>, place: string): FindingDraft[] | null {
    if (done.ok) return done.value;
    if (done.reason === 'FAILED') this.ledger.onFailed(check.id);
    if (done.reason === 'TIMED_OUT') this.ledger.onTimedOut(check.id, place);
    return null;
  }

  private withSource(drafts: readonly FindingDraft[] | null, { template }: Pick<FoundRequest, 'template'>) {
    const source = drafts?.length ? toSource(template, this.deps.secrets()) : null;
    return (drafts ?? []).map((draft) => ({ ...draft, source }));
  }

  private record(name: FindingClass, drafts: readonly FindingDraft[]): void {
    this.deps.progress.onFindings(name, this.findings.add(drafts));
  }
}
