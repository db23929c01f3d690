import { setMaxListeners } from 'node:events';
import type { Explanation } from '@/lib/response-checks/explanation';
import { isRefusedAsUnauthentic } from '@/lib/response-checks/signature/refused-signature';
import type { JsonObject } from '@/lib/signing/canonical';
import { leaveOutToldBetter } from '../rules/leave-out-told-better';
import type { RunInstances, RunItem } from '../rules/run-item';
import { isUnfinished, nextItems } from '../rules/run-order';
import { diagnoseEncryption } from './diagnose-encryption';
import type { RunSettings } from './item-context';
import type { CallDeps, ItemResult, MessageDraft } from './item-result';
import { runOneItem } from './run-one-item';

export type RunInput = RunSettings & {
  /** Those that have ended are left alone; one that was under way when its worker died starts again. */
  items: readonly RunItem[];
  /** What earlier calls left: of another worker, or of another run. */
  instances: RunInstances;
  /** How many items are under way at once. */
  parallelism: number;
  /** What the seller calculates has been looked for in this run already. */
  isDiagnosed: boolean;
  /**
   * Finds out what a seller calculates that refuses a correct signature; asked once a run. Null when our own side
   * stopped. Absent: nobody asks.
   */
  diagnose?(refused: { activity: string; request: JsonObject }, deps: CallDeps): Promise<Diagnosis | null>;
  deps: CallDeps;
  /**
   * Keeps what became of one item: exactly once each, one after another, in the order in which they ended.
   * @returns false when the run is somebody else's by now: then everything stops
   */
  save(result: ItemResult): Promise<boolean>;
  /** Told which items are under way, whenever that changes. */
  onRunning?(keys: readonly string[]): void;
};

export type Diagnosis = { explanations: readonly Explanation[]; messages: readonly MessageDraft[] };

/**
 * `DONE`: every item has ended. `STOPPED`: `deps.signal` aborted; what had not ended is `WAITING` again. `LOST`: `save`
 * said so.
 */
export type ExecutedRun = {
  end: 'DONE' | 'STOPPED' | 'LOST';
  items: readonly RunItem[];
  instances: RunInstances;
};

/**
 * Runs the items of a plan in their order (`rules/run-order.ts`), several at once. It knows no database and no clock
 * of its own: a worker and the command line call it alike.
 * @throws what `save` or a call threw, after everything under way has stopped
 */
export async function executeRun(input: RunInput): Promise<ExecutedRun> {
  const halt = new AbortController();
  const signal = AbortSignal.any([input.deps.signal, halt.signal]);
  // Every call under way listens: more at once than Node takes for a leak.
  setMaxListeners(0, signal);
  const run = new OngoingRun(input, { ...input.deps, signal });
  const underWay = new Set<Promise<void>>();
  let failure: { error: unknown } | null = null;

  const begin = (item: RunItem) => {
    const work = run
      .perform(item)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        if (failure || run.isOver) halt.abort();
        underWay.delete(work);
      });
    underWay.add(work);
  };

  for (;;) {
    if (!signal.aborted) for (const item of nextItems(run.items, input.parallelism)) begin(run.start(item));
    if (underWay.size === 0) break;
    await Promise.race(underWay);
  }
  if (failure) throw (failure as { error: unknown }).error;
  const items = run.settled();
  const end = run.isLost ? 'LOST' : items.some(isUnfinished) ? 'STOPPED' : 'DONE';
  return { end, items, instances: run.instances };
}

/** The state of a run while it lasts. */
class OngoingRun {
  items: readonly RunItem[];
  instances: RunInstances;
  isLost = false;
  /** A call was cut short by our own side, whoever told it to. */
  private isStopped = false;
  /** Saves are in a queue: each begins when the one before it is done. */
  private saved: Promise<void> = Promise.resolve();
  /** Looked for at most once; every refused case is told. */
  private diagnosis: Promise<Diagnosis | null> | null = null;

  constructor(
    private readonly input: RunInput,
    private readonly deps: CallDeps,
  ) {
    this.items = input.items.map(waitingAgain);
    this.instances = { ...input.instances };
  }

  start(item: RunItem): RunItem {
    const running: RunItem = { ...item, state: 'RUNNING' };
    this.put(running);
    return running;
  }

  /** Nothing new may begin. */
  get isOver(): boolean {
    return this.isLost || this.isStopped;
  }

  settled = (): readonly RunItem[] => this.items.map(waitingAgain);

  async perform(item: RunItem): Promise<void> {
    const instance = this.instances[item.section] ?? null;
    const result = await runOneItem(item, { items: this.items, instance }, this.input, this.deps);
    const whole = result && (await this.diagnosed(result));
    if (whole) return this.keep(whole);
    this.isStopped = true;
    this.put(waitingAgain(item));
  }

  private keep(result: ItemResult): Promise<void> {
    const save = async () => {
      if (this.isLost) return;
      if (!(await this.input.save(result))) {
        this.isLost = true;
        return;
      }
      const { section, caseName } = result.item;
      // A case saved under a name makes an instance besides; the others are about the interface's own.
      if (result.instance && (caseName === '' || !this.instances[section]))
        this.instances[section] = result.instance;
      this.put(result.item);
    };
    const kept = this.saved.then(save);
    this.saved = kept.catch(() => undefined);
    return kept;
  }

  /** @returns null when our own side stopped while it looked */
  private async diagnosed(called: ItemResult): Promise<ItemResult | null> {
    const { diagnose, isDiagnosed } = this.input;
    const isLookedInto = diagnose !== undefined && called.item.section !== 'adversarial';
    const result = isLookedInto ? await diagnoseEncryption(called, this.deps) : called;
    if (!result) return null;
    const { item, messages, request } = result;
    const refused = messages.findLast((one) => one.activity === item.activity && isRefusedAsUnauthentic(one));
    if (!diagnose || isDiagnosed || item.section === 'adversarial' || !refused || !request) return result;
    const isFirst = this.diagnosis === null;
    this.diagnosis ??= diagnose({ activity: item.activity, request }, this.deps);
    const found = await this.diagnosis;
    if (!found) return null;
    const { attempt } = refused;
    const explained: MessageDraft = {
      ...refused,
      attempt: {
        ...attempt,
        explanations: leaveOutToldBetter([...found.explanations, ...attempt.explanations]),
      },
    };
    const told = messages.map((one) => (one === refused ? explained : one));
    return {
      ...result,
      item: { ...item, explanations: leaveOutToldBetter([...found.explanations, ...item.explanations]) },
      messages: isFirst ? [...found.messages, ...told] : told,
    };
  }

  private put(item: RunItem): void {
    this.items = this.items.map((other) => (other.key === item.key ? item : other));
    this.input.onRunning?.(this.items.filter(({ state }) => state === 'RUNNING').map(({ key }) => key));
  }
}

const waitingAgain = (item: RunItem): RunItem =>
  item.state === 'RUNNING' ? { ...item, state: 'WAITING' } : item;
