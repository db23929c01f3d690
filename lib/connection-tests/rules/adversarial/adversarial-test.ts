import type { Exchange, OutboundResult } from '@/lib/http/exchange';
import type { JsonObject } from '@/lib/signing/canonical';
import type { SignedCall, SignOptions } from '../call-target';
import type { ItemFinding, RunInstance } from '../run-item';

/** Where a seller could be hurt (`security`), or where its customers would (`robustness`). Graded apart. */
export type AdversarialArea = 'security' | 'robustness';

/** How much a failure costs: one `critical` is an F, see `grade.ts`. */
export type AdversarialWeight = 'critical' | 'major' | 'minor';

/** What the engine prepares before a test: nothing, an instance of the test's own, or one that was released again. */
export type AdversarialNeed = 'nothing' | 'instance' | 'released-instance';

/** What a test may use to plan its calls. Every call carries `testFlag` unless the seller chose otherwise. */
export type AdversarialContext = {
  protocol: 'V2.0' | 'V1.0';
  /** Of this test alone; its `instanceId` is empty where nothing was needed. */
  instance: RunInstance;
  now: Date;
  newId(): string;
  /** A sample request of an activity about this instance, as KooGallery would send it. */
  sample(activity: string): JsonObject;
  /** Signs as KooGallery does, with the departures asked for. */
  sign(request: JsonObject, options?: SignOptions): SignedCall;
};

/** One call of a test; `label` names it in the report (`first`, `replay`, `parallel-3`). */
export type AdversarialCall = { label: string; activity: string; call: SignedCall };

/** `rounds` are made one after another, the calls of a round at once. */
export type AdversarialPlan = { rounds: readonly (readonly AdversarialCall[])[] };

export type AdversarialAnswer = {
  label: string;
  result: OutboundResult;
  exchange: Exchange | null;
  /** Null when no answer with a result code came back. */
  resultCode: string | null;
  /** The body as JSON; null when it is none. */
  json: JsonObject | null;
};

/** `warn`: neither right nor dangerous. The finding's sentence stands at `connection-adversarial.finding.<code>`. */
export type AdversarialVerdict = { state: 'pass' | 'warn' | 'fail'; finding: ItemFinding };

/** One way in which production differs from a debugging page. Pure: the engine makes the calls. */
export type AdversarialTest<Id extends string = string> = {
  id: Id;
  area: AdversarialArea;
  weight: AdversarialWeight;
  /** Protocols in which the question makes sense. */
  protocols: readonly ('V2.0' | 'V1.0')[];
  /** The activity that its calls are about. */
  activity: string;
  needs: AdversarialNeed;
  plan(context: AdversarialContext): AdversarialPlan;
  /** @param answers in the order of the plan */
  judge(answers: readonly AdversarialAnswer[], context: AdversarialContext): AdversarialVerdict;
};
