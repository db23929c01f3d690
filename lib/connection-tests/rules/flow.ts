import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { BillingMode } from '@/lib/koogallery/required-cases';
import type { JsonObject } from '@/lib/signing/canonical';
import type { RunItem } from './run-item';

/** One step in the life of an instance. */
export type FlowStep = {
  /** Unique in the flow, with its place: `4-updateInstanceStatus-FREEZE`. */
  id: string;
  activity: string;
  /** What this step asks for, besides the sample. */
  change: JsonObject;
};

type Step = FlowStep & { isForOneTime: boolean };

const step = (activity: string, options: Partial<Omit<Step, 'activity'>> = {}): Step => ({
  id: activity,
  activity,
  change: {},
  isForOneTime: true,
  ...options,
});

const statusStep = (status: 'FREEZE' | 'UNFREEZE'): Step =>
  step('updateInstanceStatus', {
    id: `updateInstanceStatus-${status}`,
    change: { status },
    isForOneTime: false,
  });

/**
 * What KooGallery asks of an instance from subscription to unsubscription. V2.0: expiry arrives as FREEZE (SaaS Access
 * Guide V2.0, updateInstanceStatus). V1.0: "before release a product must have passed subscription, renewal, expiration
 * and release" (Access Guide V1.0, releasing a product). A one-time product is never renewed, nor frozen.
 */
const LIVES: Readonly<Record<'V2.0' | 'V1.0', readonly Step[]>> = {
  'V2.0': [
    step('newInstance'),
    step('queryInstance'),
    step('refreshInstance', { isForOneTime: false }),
    statusStep('FREEZE'),
    statusStep('UNFREEZE'),
    step('releaseInstance'),
  ],
  'V1.0': [
    step('newInstance'),
    step('refreshInstance', { isForOneTime: false }),
    step('expireInstance'),
    step('releaseInstance'),
  ],
};

/** The steps of a product's flow, numbered in their order. */
export function flowSteps(protocol: 'V2.0' | 'V1.0', billingModes: readonly BillingMode[]): FlowStep[] {
  const isOneTimeOnly = billingModes.every((mode) => mode === 'ONE_TIME');
  return LIVES[protocol]
    .filter(({ isForOneTime }) => isForOneTime || !isOneTimeOnly)
    .map(({ id, activity, change }, index) => ({ id: `${index + 1}-${id}`, activity, change }));
}

/** The step of an item; the items of a run outlive the declaration that they were planned for. */
export function flowChange(item: Pick<RunItem, 'key'>): JsonObject {
  const id = item.key.replace(/^flow\/\d+-/, '');
  return [...LIVES['V2.0'], ...LIVES['V1.0']].find((known) => known.id === id)?.change ?? {};
}

/** The seller says that there is no such instance: nothing that comes after can succeed. */
export const INSTANCE_UNKNOWN = 'INSTANCE_UNKNOWN';

/**
 * Whether a step still makes sense after what the steps before it came to. releaseInstance does whenever there is an
 * instance, so that nothing is left behind at the seller.
 * @param items of the whole run
 * @param instance that newInstance made; null when it made none
 */
export function isStepWorthwhile(
  item: RunItem,
  items: readonly RunItem[],
  instance: InstanceReference | null,
): boolean {
  if (item.activity === 'newInstance') return true;
  if (!instance) return false;
  if (item.activity === 'releaseInstance') return true;
  const flow = items.filter(({ section }) => section === 'flow');
  const earlier = flow.slice(
    0,
    flow.findIndex(({ key }) => key === item.key),
  );
  return !earlier.some(isFatal);
}

const isFatal = ({ activity, state, finding }: RunItem): boolean =>
  state === 'FAILED' && (activity === 'newInstance' || finding?.code === INSTANCE_UNKNOWN);
