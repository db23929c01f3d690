import { IN_PROGRESS_POLLS } from '../faults';
import type { SellerState } from '../seller-state';
import type { Call } from './call-schema';
import type { Instance, Instances } from './instances';

type InstanceInfo = { instanceId: string; appInfo: { frontEndUrl: string; memo: string } };

/** A JSON answer of the interface, protocol words as koogallery-protocol §2.1 spells them. */
export type CallAnswer = {
  resultCode: string;
  resultMsg: string;
  instanceId?: string;
  appInfo?: InstanceInfo['appInfo'];
  info?: InstanceInfo[];
};

export type CallContext = { instances: Instances; state: SellerState; frontEndUrl: string };

const SUCCESS: CallAnswer = { resultCode: '000000', resultMsg: 'success.' };
const IN_PROGRESS: CallAnswer = { resultCode: '000004', resultMsg: 'request is being processed.' };
const UNKNOWN_INSTANCE: CallAnswer = { resultCode: '000003', resultMsg: 'instance ID does not exist.' };

/** Carries out one authenticated call. Repeating any of them changes nothing and succeeds again. */
export function runCall(call: Call, context: CallContext): CallAnswer {
  switch (call.activity) {
    case 'newInstance':
      return newInstance(`${call.orderId}\n${call.orderLineId}`, context);
    case 'queryInstance':
      return queryInstance(call.instanceId, context);
    case 'refreshInstance':
      return change(context.instances.find(call.instanceId), (instance) => {
        instance.expireTime = call.expireTime;
      });
    case 'updateInstanceStatus':
      return change(context.instances.find(call.instanceId), (instance) => {
        instance.status = call.status === 'FREEZE' ? 'FROZEN' : 'RUNNING';
      });
    case 'releaseInstance': {
      const instance = context.instances.find(call.instanceId);
      if (!instance) return UNKNOWN_INSTANCE;
      instance.status = 'RELEASED';
      return SUCCESS;
    }
  }
}

function newInstance(orderKey: string, { instances, state, frontEndUrl }: CallContext): CallAnswer {
  const known = state.isFaultOn('unstable-instance-id') ? null : instances.ofOrder(orderKey);
  const polls = state.isFaultOn('in-progress') ? IN_PROGRESS_POLLS : 0;
  const instance = known ?? instances.create(orderKey, polls);
  return { ...(instance.pollsLeft > 0 ? IN_PROGRESS : SUCCESS), ...infoOf(instance, frontEndUrl) };
}

function queryInstance(ids: readonly string[], { instances, frontEndUrl }: CallContext): CallAnswer {
  const found = ids.map((id) => instances.find(id));
  const known = found.filter((instance): instance is Instance => isAlive(instance));
  if (known.length < ids.length) return UNKNOWN_INSTANCE;
  const pending = known.filter(({ pollsLeft }) => pollsLeft > 0);
  for (const instance of pending) instance.pollsLeft -= 1;
  if (pending.length > 0) return IN_PROGRESS;
  return { ...SUCCESS, info: known.map((instance) => infoOf(instance, frontEndUrl)) };
}

function change(instance: Instance | null, apply: (instance: Instance) => void): CallAnswer {
  if (!isAlive(instance)) return UNKNOWN_INSTANCE;
  apply(instance);
  return SUCCESS;
}

const isAlive = (instance: Instance | null): instance is Instance =>
  instance !== null && instance.status !== 'RELEASED';

const infoOf = (instance: Instance, frontEndUrl: string): InstanceInfo => ({
  instanceId: instance.id,
  appInfo: {
    frontEndUrl,
    memo: [instance.status, instance.expireTime && `until ${instance.expireTime}`].filter(Boolean).join(' '),
  },
});
