import type { Context } from '@/lib/auth/actor';
import type { ExchangeTiming, Outbound, OutboundResult } from '@/lib/http/exchange';
import type { AttemptRecord } from '@/lib/messages/message-record';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { RandomBytes } from '@/lib/signing/primitives';
import { type SignedV2Request, signV2Request } from '@/lib/signing/profiles/v2-request';
import { checkResponse } from '../rules/check-response';
import type { InterfaceSpec } from '../rules/interface';
import { TIMEOUT_MS } from '../rules/koogallery-messages';

/** An answer of a business interface is small; what is longer is cut and said to be. */
const MAX_ANSWER_BYTES = 1024 * 1024;

type Sent = Omit<AttemptRecord, 'isPassed' | 'failureCode' | 'resultCode' | 'explanations'>;

export type Call = Pick<AttemptRecord, 'isPassed' | 'failureCode' | 'resultCode'> & {
  activity: string;
  attempt: Sent;
};

/**
 * Signs a request as KooGallery does, sends it, and judges the answer as KooGallery's debugging page does.
 * @returns null when our own side stopped the call: that says nothing about the seller
 */
export async function callInterface(
  context: Context,
  { spec, request }: { spec: InterfaceSpec; request: JsonObject },
  target: {
    productionUrl: string;
    accessKey: string;
    outbound: Outbound;
    random: RandomBytes;
    signal: AbortSignal;
  },
): Promise<Call | null> {
  const { productionUrl, accessKey, outbound, random, signal } = target;
  const startedAt = context.clock.now();
  const signed = signV2Request(
    { url: productionUrl, accessKey, body: request },
    { clock: context.clock, random },
    nodePrimitives,
  );
  const result = await outbound.send({
    ...signed,
    timeoutMs: TIMEOUT_MS,
    maxBodyBytes: MAX_ANSWER_BYTES,
    signal,
  });
  const verdict = checkResponse({ spec, accessKey, result }, nodePrimitives);
  if (verdict.outcome === 'not-run') return null;
  return {
    activity: spec.activity,
    isPassed: verdict.outcome === 'pass' || verdict.outcome === 'in-progress',
    failureCode: verdict.checks.find(({ state }) => state === 'fail')?.code ?? null,
    resultCode: verdict.checks.find(({ code }) => code === 'RESULT_CODE')?.seen?.slice(0, 6) ?? null,
    attempt: { startedAt, ...captured(signed, result), checks: verdict.checks },
  };
}

function captured(
  signed: SignedV2Request,
  result: OutboundResult,
): Omit<Sent, 'startedAt' | 'checks'> & { timing: ExchangeTiming } {
  if (result.ok) {
    const { request, response, timing } = result.exchange;
    return {
      method: request.method,
      url: request.url,
      requestHead: request.headers,
      requestBody: request.body,
      status: response.status,
      responseHead: response.headers,
      responseBody: response.body,
      failure: null,
      timing,
    };
  }
  return {
    method: signed.method,
    url: signed.url,
    requestHead: signed.headers,
    requestBody: signed.body,
    status: null,
    responseHead: null,
    responseBody: null,
    failure: result.failure,
    timing: result.failure.timing,
  };
}
