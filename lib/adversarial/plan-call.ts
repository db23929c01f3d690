import type { SignedCall, SignOptions } from '@/lib/koogallery/call-target';
import type { JsonObject } from '@/lib/signing/canonical';
import {
  type AdversarialCall,
  type AdversarialContext,
  type CallExpectation,
  KIT_ACTIVITY,
} from './adversarial-test';

/** Result codes as the protocol documents them (protocol page §2.4). */
export const AUTHENTICATION_FAILED = '000001';
export const INVALID_PARAMETER = '000002';
export const UNKNOWN_INSTANCE_CODE = '000003';

type CallPlan = {
  label: string;
  activity?: string;
  request: JsonObject;
  expects: CallExpectation;
  options?: SignOptions;
  /** What is tampered with after signing. */
  tamper?: (call: SignedCall) => SignedCall;
};

/** What a test sends unless told otherwise: an order, or a tenant. */
export const usualActivity = ({ kind }: Pick<AdversarialContext, 'kind'>): string =>
  kind === 'kit' ? KIT_ACTIVITY : 'newInstance';

/** A call of a test: signed as KooGallery does, then tampered with. */
export function planCall(context: AdversarialContext, plan: CallPlan): AdversarialCall {
  const { label, activity = usualActivity(context), request, expects, options, tamper } = plan;
  const signed = context.sign(activity, request, options);
  return { label, activity, request, expects, call: tamper ? tamper(signed) : signed };
}

/** newInstance for an order, or tenantSync for a tenant, that the seller has never seen. */
export function newOrder(context: AdversarialContext, changes: JsonObject = {}): JsonObject {
  const sample = context.sample(usualActivity(context));
  if (context.kind === 'kit')
    return { ...sample, tenantId: context.newId(), tenantCode: context.newId(), ...changes };
  const line = 'orderLineId' in sample ? { orderLineId: context.newId() } : {};
  return { ...sample, orderId: context.newId(), ...line, businessId: context.newId(), ...changes };
}

/** newInstance for the same order once more; every call has a `businessId` of its own. */
export const orderAgain = (context: AdversarialContext, request: JsonObject): JsonObject => ({
  ...request,
  businessId: context.newId(),
});

/** A correct call about a new order or tenant: whoever refuses it shows nothing by refusing another call. */
export const controlOrder = (context: AdversarialContext): AdversarialCall =>
  planCall(context, { label: 'control', request: newOrder(context), expects: { kind: 'control' } });
