import type { OutboundResult } from '@/lib/http/exchange';
import type { SignedCall, SignOptions } from '@/lib/koogallery/call-target';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import type { Tampering } from '@/lib/koogallery/tampering/tampering';
import type { ItemFinding } from '@/lib/response-checks/test-item';
import type { JsonObject } from '@/lib/signing/canonical';
import type { AdversarialArea, AdversarialFinding, AdversarialWeight } from './findings';

/** What the engine prepares before a test: nothing, or an instance of the test's own. */
export type AdversarialNeed = 'nothing' | 'instance';

/** What a test may use to plan its calls. Every call carries `testFlag` unless the seller chose otherwise. */
export type AdversarialContext = {
  protocol: 'V2.0' | 'V1.0';
  /** Whether orders or tenants are sent: newInstance of the basic interfaces, or tenantSync of the kit's. */
  kind: InterfaceSpec['kind'];
  /** Of this test alone; empty texts where nothing was needed. */
  instance: InstanceReference;
  now(): Date;
  newId(): string;
  /** A sample request of an activity about this instance, as KooGallery would send it. */
  sample(activity: string): JsonObject;
  /** Signs as KooGallery does, with the tampering asked for; `activity` names the interface whose form is used. */
  sign(activity: string, request: JsonObject, options?: SignOptions): SignedCall;
  /** The documented maximum of a field of an interface; null where none is documented. */
  maxLength(activity: string, field: string): number | null;
};

/**
 * What a call is expected to come to.
 * - `control`: a correct call. Where the seller refuses it, a refusal of another call proves nothing.
 * - `accepted`: `000000`, or `000004` while the seller is still busy with it.
 * - `refused`: one of these result codes, the first of which is the documented one.
 * - `answered`: accepted or refused, as long as it is a response.
 */
export type CallExpectation =
  | { kind: 'control' }
  | { kind: 'accepted' }
  | { kind: 'refused'; codes: readonly [string, ...string[]] }
  | { kind: 'answered' };

/** One call of a test; `label` names it in the report (`control`, `replay`, `parallel-3`). */
export type AdversarialCall = {
  label: string;
  activity: string;
  /** The builder's plain values before the call was tampered with. */
  request: JsonObject;
  call: SignedCall;
  expects: CallExpectation;
};

export type AdversarialResponse = Pick<AdversarialCall, 'label' | 'activity' | 'request' | 'expects'> & {
  /** As it was sent. */
  call: SignedCall;
  result: OutboundResult;
  /** Null when no response with a result code came back. */
  resultCode: string | null;
  /** The body as JSON; null when it is none. */
  json: JsonObject | null;
};

/** The calls of a round, all made at once; signed when their turn comes, so that none grows stale in the queue. */
export type AdversarialRound = (responses: readonly AdversarialResponse[]) => readonly AdversarialCall[];

/**
 * `rounds` are made one after another. The first one, or the need, shows that the seller accepts correct calls; the
 * engine leaves the others out where it does not.
 */
export type AdversarialPlan = { rounds: readonly AdversarialRound[] };

/**
 * `warn`: neither right nor dangerous. `not-run`: the control call was refused, so nothing was shown. The finding's
 * sentence stands at `connection-adversarial.finding.<code>`.
 */
export type AdversarialOutcome = {
  state: 'pass' | 'warn' | 'fail' | 'not-run';
  finding: ItemFinding & { code: AdversarialFinding };
};

/** One way in which production differs from a debugging page. Pure: the engine makes the calls. */
export type AdversarialTest<Id extends string = string> = {
  id: Id;
  area: AdversarialArea;
  weight: AdversarialWeight;
  /** Protocols in which the question makes sense. */
  protocols: readonly ('V2.0' | 'V1.0')[];
  /** The activity that its calls are about. */
  activity: string;
  /** `kit`: asked of products with joint operations only. */
  kind: InterfaceSpec['kind'];
  needs: AdversarialNeed;
  /** Where a correct call is refused as not authentic, the signature that the seller calculates is looked for. */
  isDiagnosed?: true;
  /**
   * A correct call with all values that tell mistakes apart, of which the test sends a part: a mistake that is found with
   * it has the same name in every test.
   */
  widest?(context: AdversarialContext): AdversarialCall;
  plan(context: AdversarialContext): AdversarialPlan;
  /** What is wrong on purpose with the call of this label, so that it can be made again. */
  tampering?(label: string): Tampering;
  /** @param responses in the order of the plan; of the rounds that were made */
  judge(responses: readonly AdversarialResponse[], context: AdversarialContext): AdversarialOutcome;
};

/** What most tests are: about newInstance of both protocols, without an instance of their own. */
const USUAL = {
  kind: 'basic',
  protocols: ['V2.0', 'V1.0'],
  activity: 'newInstance',
  needs: 'nothing',
} as const;

/** Keeps the literal type of each id, so that the ids of the suite form a union. */
export const adversarialTest = <const Id extends string>(
  test: Omit<AdversarialTest<Id>, keyof typeof USUAL> &
    Partial<Pick<AdversarialTest, 'protocols' | 'activity' | 'needs'>>,
): AdversarialTest<Id> => ({ ...USUAL, ...test });

/** The activity of joint operations that the suite asks: a tenant can be added and removed without a trace. */
export const KIT_ACTIVITY = 'tenantSync';

/** The same question, asked of the kit's interfaces about an instance of the test's own. */
export const askedOfKit = <const Id extends string>(
  id: Id,
  test: Omit<AdversarialTest, 'id' | 'kind' | 'protocols' | 'activity' | 'needs'>,
): AdversarialTest<Id> => ({
  ...test,
  id,
  kind: 'kit',
  protocols: ['V2.0'],
  activity: KIT_ACTIVITY,
  needs: 'instance',
});
