import type { JsonObject } from '@/lib/signing/canonical';
import type { SignedCall, SignOptions } from '../call-target';
import type { AdversarialCall, AdversarialContext, CallExpectation } from './adversarial-test';

/** Result codes as the protocol documents them (protocol page §2.4). */
export const AUTHENTICATION_FAILED = '000001';
export const INVALID_PARAMETER = '000002';
export const UNKNOWN_INSTANCE = '000003';

type CallPlan = {
  label: string;
  activity?: string;
  request: JsonObject;
  expects: CallExpectation;
  options?: SignOptions;
  /** What is spoiled after signing. */
  spoil?: (call: SignedCall) => SignedCall;
};

/** A call of a test: signed as KooGallery does, then spoiled; about newInstance unless told otherwise. */
export function planCall(context: AdversarialContext, plan: CallPlan): AdversarialCall {
  const { label, activity = 'newInstance', request, expects, options, spoil } = plan;
  const signed = context.sign(activity, request, options);
  return { label, activity, request, expects, call: spoil ? spoil(signed) : signed };
}

/** newInstance for an order that the seller has never seen. */
export function newOrder(context: AdversarialContext, changes: JsonObject = {}): JsonObject {
  const sample = context.sample('newInstance');
  const line = 'orderLineId' in sample ? { orderLineId: context.newId() } : {};
  return { ...sample, orderId: context.newId(), ...line, businessId: context.newId(), ...changes };
}

/** newInstance for the same order once more; every call has a `businessId` of its own. */
export const orderAgain = (context: AdversarialContext, request: JsonObject): JsonObject => ({
  ...request,
  businessId: context.newId(),
});

/** A correct newInstance of a new order: whoever refuses it shows nothing by refusing another call. */
export const controlOrder = (context: AdversarialContext): AdversarialCall =>
  planCall(context, { label: 'control', request: newOrder(context), expects: { kind: 'control' } });
