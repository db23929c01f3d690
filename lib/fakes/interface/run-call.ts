import { IN_PROGRESS_POLLS } from '../faults';
import type { SellerState } from '../seller-state';
import type { InstanceCall } from './instance-call';
import type { Instance, Instances } from './instances';
import { type CallResult, IN_PROGRESS, SUCCESS, UNKNOWN_INSTANCE } from './result';

export type CallContext = {
  instances: Instances;
  state: SellerState;
  /** The time in which `racing-orders` does not see a second call of the same order. */
  race(): Promise<void>;
};

/** Carries out one authenticated basic call. Repeating any of them changes nothing and succeeds again. */
export async function runCall(call: InstanceCall, context: CallContext): Promise<CallResult> {
  switch (call.verb) {
    case 'provision':
      return provision(call.orderKey, call.contact, context);
    case 'query':
      return query(call.instanceIds, context);
    case 'renew':
      return change(call.instanceId, context, (instance) => {
        instance.expireTime = call.expireTime;
      });
    case 'set-status':
      return change(call.instanceId, context, (instance) => {
        instance.status = call.status;
      });
    case 'upgrade':
      return change(call.instanceId, context, (instance) => {
        instance.upgradedBy = call.orderId;
      });
    case 'check-change':
      return change(call.instanceId, context, () => undefined);
    case 'release':
      return release(call.instanceId, context);
  }
}

async function provision(
  orderKey: string,
  contact: string | null,
  context: CallContext,
): Promise<CallResult> {
  const { instances, state } = context;
  const known = state.isFaultOn('unstable-instance-id') ? null : instances.ofOrder(orderKey);
  // Looked up before, created after: whoever asks in between finds nothing either.
  if (!known && state.isFaultOn('racing-orders')) await context.race();
  const polls = state.isFaultOn('in-progress') ? IN_PROGRESS_POLLS : 0;
  const instance = known ?? instances.create(orderKey, polls, contact);
  return { ...(instance.pollsLeft > 0 ? IN_PROGRESS : SUCCESS), instance };
}

function query(ids: readonly string[], context: CallContext): CallResult {
  const known = ids.map((id) => findUsable(id, context)).filter((instance) => instance !== null);
  if (known.length < ids.length) return UNKNOWN_INSTANCE;
  const pending = known.filter(({ pollsLeft }) => pollsLeft > 0);
  for (const instance of pending) instance.pollsLeft -= 1;
  return pending.length > 0 ? IN_PROGRESS : { ...SUCCESS, listed: known };
}

function change(id: string, context: CallContext, apply: (instance: Instance) => void): CallResult {
  const instance = findUsable(id, context);
  if (!instance) return UNKNOWN_INSTANCE;
  apply(instance);
  return SUCCESS;
}

function release(id: string, { instances, state }: CallContext): CallResult {
  const instance = instances.find(id);
  if (!instance) return state.isFaultOn('accepts-unknown-instance') ? SUCCESS : UNKNOWN_INSTANCE;
  if (instance.status === 'RELEASED' && state.isFaultOn('refuses-repeated-release')) return UNKNOWN_INSTANCE;
  instance.status = 'RELEASED';
  return SUCCESS;
}

/** An instance that can be shown and changed; a released one can no longer. */
function findUsable(id: string, { instances, state }: CallContext): Instance | null {
  const instance = instances.find(id);
  if (!instance) return state.isFaultOn('accepts-unknown-instance') ? instances.invent(id) : null;
  return instance.status === 'RELEASED' && !state.isFaultOn('accepts-after-release') ? null : instance;
}
