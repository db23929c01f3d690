import {
  authoriseSystem,
  type Context,
  type PlatformScope,
  type TxContext,
  toOrganizationScope,
} from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { MINUTE_MS, SECOND_MS } from '@/lib/core/clock';
import { WEBHOOK_FAILURES, WEBHOOK_SECONDS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { toPostgresText } from '@/lib/db/json';
import type { OutboundResult, RawHeader } from '@/lib/http/exchange';
import type { ClosableOutbound } from '@/lib/http/outbound';
import { notify } from '@/lib/notices/notify';
import { nextAttemptAt } from '@/lib/notices/rules/retry-schedule';
import type { WebhookAttempt } from '../endpoint-record';
import { openWebhookSecrets } from '../endpoints/seal-webhook-secret';
import { findSealedSecrets, lockEndpoint, updateEndpoint } from '../endpoints/store';
import { type AttemptOutcome, attemptOutcome } from '../rules/attempt-outcome';
import { messageId } from '../rules/webhook-body';
import { signWebhook } from '../sign-webhook';
import { queueDelivery } from './queue-delivery';
import { insertWebhookAttempt, setDelivery, type TakenDelivery, takeDelivery } from './store';

/** Longer than any attempt takes: after it, its worker is lost. */
const ATTEMPT_MS = 2 * MINUTE_MS;
const RESPONSE_KIB = 4;

/** What a worker brings to a delivery. */
export type WebhookRunner = {
  /** The guarded way to an address. */
  connect(url: string): ClosableOutbound;
  /** At least 0, below 1. */
  random(): number;
};

/**
 * Makes one attempt at a delivery and writes down what was sent and what came back. Before it sends, the next attempt
 * and its job are written down: a worker that is lost in the middle delays it, and its message's id tells a receiver who
 * has it already.
 */
export async function deliverWebhook(
  context: Context,
  deliveryId: string,
  runner: WebhookRunner,
): Promise<void> {
  const scope = authoriseSystem(context);
  const delivery = await take(context, scope, deliveryId);
  if (!delivery) return;
  const at = context.clock.now();
  if (!delivery.isReceiverOn) {
    const ended = { status: 'FAILED' as const, nextAttemptAt: null, endedAt: at };
    return transact(context, ({ tx }) => setDelivery(tx, scope, deliveryId, ended));
  }
  const headers = await signedHeaders(scope, delivery, at);
  const result = await send(delivery, headers, runner);
  const attempt = describeAttempt(result, headers, { number: delivery.attempts, at });
  const next = nextAttemptAt(
    delivery.attempts - delivery.attemptsBefore,
    context.clock.now(),
    runner.random(),
  );
  await transact(context, async (inner) => {
    await insertWebhookAttempt(inner.tx, scope, deliveryId, attempt);
    await settle(inner, scope, delivery, { outcome: attemptOutcome(attempt.status), next });
  });
}

const take = (context: Context, scope: PlatformScope, deliveryId: string) =>
  transact(context, async ({ tx }) => {
    const now = context.clock.now();
    const untilAt = new Date(now.getTime() + ATTEMPT_MS);
    const delivery = await takeDelivery(tx, scope, deliveryId, { now, untilAt });
    if (delivery?.isReceiverOn) await queueDelivery(tx, deliveryId, untilAt);
    return delivery;
  });

async function signedHeaders(scope: PlatformScope, delivery: TakenDelivery, at: Date): Promise<RawHeader[]> {
  const { id, endpointId, body } = delivery;
  const sealed = await findSealedSecrets(database(), scope, endpointId);
  const secrets = sealed ? await openWebhookSecrets(sealed, endpointId, at) : [];
  return [
    ['content-type', 'application/json; charset=utf-8'],
    ...signWebhook({ id: messageId(id), at, body }, secrets),
  ];
}

async function send(
  { url, body }: TakenDelivery,
  headers: readonly RawHeader[],
  runner: WebhookRunner,
): Promise<OutboundResult> {
  const outbound = runner.connect(url);
  try {
    return await outbound.send({
      method: 'POST',
      url,
      headers,
      body: new TextEncoder().encode(body),
      timeoutMs: WEBHOOK_SECONDS * SECOND_MS,
      maxBodyBytes: RESPONSE_KIB * 1024,
    });
  } finally {
    outbound.close();
  }
}

function describeAttempt(
  result: OutboundResult,
  sent: readonly RawHeader[],
  { number, at }: Pick<WebhookAttempt, 'number' | 'at'>,
): WebhookAttempt {
  const pairs = (headers: readonly RawHeader[]) =>
    headers.map(([name, value]): [string, string] => [name, value]);
  if (!result.ok) {
    const { code, seen, timing } = result.failure;
    const nothing = { status: null, responseHeaders: null, responseText: null };
    return {
      ...{ number, at, durationMs: Math.round(timing.totalMs), requestHeaders: pairs(sent) },
      ...{ ...nothing, failure: code, seen: toPostgresText(seen) },
    };
  }
  const { request, response, timing } = result.exchange;
  const text = new TextDecoder().decode(response.decodedBody.subarray(0, RESPONSE_KIB * 1024));
  return {
    ...{ number, at, durationMs: Math.round(timing.totalMs), requestHeaders: pairs(request.headers) },
    status: response.status,
    responseHeaders: pairs(response.headers),
    responseText: toPostgresText(text),
    ...{ failure: null, seen: null },
  };
}

async function settle(
  context: TxContext,
  scope: PlatformScope,
  delivery: TakenDelivery,
  { outcome, next }: { outcome: AttemptOutcome; next: Date | null },
): Promise<void> {
  const { tx } = context;
  const at = context.clock.now();
  if (outcome === 'RETRY' && next) {
    await setDelivery(tx, scope, delivery.id, { status: 'QUEUED', nextAttemptAt: next, endedAt: null });
    await queueDelivery(tx, delivery.id, next);
    return;
  }
  const status = outcome === 'DELIVERED' ? 'DELIVERED' : 'FAILED';
  await setDelivery(tx, scope, delivery.id, { status, nextAttemptAt: null, endedAt: at });
  const organization = toOrganizationScope(delivery, scope);
  const endpoint = await lockEndpoint(tx, organization, delivery.endpointId);
  if (outcome === 'DELIVERED') {
    if (endpoint.failures > 0) await updateEndpoint(tx, scope, endpoint.id, { failures: 0, at });
    return;
  }
  await countFailure(context, scope, delivery, { endpoint, isGone: outcome === 'GONE' });
}

/** Owners hear of each delivery that is given up, and when it was one too many: then nothing is sent any more. */
async function countFailure(
  context: TxContext,
  scope: PlatformScope,
  delivery: TakenDelivery,
  { endpoint, isGone }: { endpoint: Awaited<ReturnType<typeof lockEndpoint>>; isGone: boolean },
): Promise<void> {
  const { tx } = context;
  const at = context.clock.now();
  const failures = endpoint.failures + 1;
  const isOneTooMany = endpoint.disabledAt === null && (isGone || failures >= WEBHOOK_FAILURES);
  const disabled = { disabledAt: at, disabledReason: isGone ? 'GONE' : 'FAILURES' };
  await updateEndpoint(tx, scope, endpoint.id, { failures, ...(isOneTooMany ? disabled : {}), at });
  const values = { endpointId: endpoint.id, host: new URL(endpoint.url).host };
  const { organizationId } = delivery;
  await notify(
    context,
    isOneTooMany
      ? { kind: 'webhook.disabled', organizationId, key: `${endpoint.id}:${delivery.id}`, values }
      : {
          kind: 'webhook.failed',
          organizationId,
          key: `${delivery.id}:${delivery.attempts}`,
          values: { ...values, deliveryId: delivery.id },
        },
  );
}
