import { callInterface } from '@/lib/connection-tests/engine/call-interface';
import {
  type CallChain,
  callToTheEnd,
  MOST_POLLS,
  POLL_EVERY_MS,
  sampleContext,
} from '@/lib/connection-tests/engine/call-to-the-end';
import { tryOtherAlgorithm } from '@/lib/connection-tests/engine/diagnose-encryption';
import { diagnoseSignature } from '@/lib/connection-tests/engine/diagnose-signature';
import type { CallDeps, MessageDraft } from '@/lib/connection-tests/engine/item-result';
import { SECOND_MS } from '@/lib/core/clock';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import type { Explanation } from '@/lib/response-checks/explanation';
import { isRefusedAsUnauthentic } from '@/lib/response-checks/signature/refused-signature';
import type { JsonObject } from '@/lib/signing/canonical';
import type { Terminal } from '../commands/signing-terminal';
import { describeCall, type Showing } from './describe-call';
import { hideKeysIn } from './hide-keys-in';
import { sayTest } from './say-test';
import type { Seller } from './seller-options';
import { wordsOfExplanation } from './sentences';
import { showCall } from './show-call';
import { causeLines, forTerminal } from './write-summary';

/** What one call came to; `seen` changes when the seller answers something else. */
export type Debugged = { outcome: 'pass' | 'fail' | 'in-progress'; seen: string };

/** Calls one activity as the debugging page does, again and again about the same order. */
export type Debugging = {
  /**
   * @param isShown every exchange is shown as it happens
   * @returns null when our own side stopped
   */
  call(isShown: boolean): Promise<Debugged | null>;
  /** Shows the exchanges of the last call, where it was not shown. */
  show(): Promise<void>;
};

export type DebugInput = {
  spec: InterfaceSpec;
  seller: Seller;
  deps: CallDeps;
  templateId?: string;
  /** One that the seller has; empty: newInstance makes one where it is needed. */
  instanceId: string;
  /** A request of somebody's own, read again for each call; null: the sample. */
  readRequest: (() => Promise<JsonObject>) | null;
  /** `000004` is followed by queryInstance until the instance is ready. */
  isPolled: boolean;
  showing: Showing;
  terminal: Terminal;
};

/** Local time of day would differ from the logs of both sides: everything here is UTC. */
export const timeOfDay = (date: Date): string => date.toISOString().slice(11, 19);

/** Prepares the calls of one activity; the first one makes an instance where it needs one. */
export function debugActivity(input: DebugInput): Debugging {
  const { spec, deps, readRequest, isPolled, instanceId } = input;
  const polling = pollingDeps(input);
  let instance: InstanceReference | null =
    instanceId === '' ? null : { instanceId, orderId: '', orderLineId: '' };
  let sample: JsonObject | null = null;
  let last: Pick<CallChain, 'messages' | 'finding'> = { messages: [], finding: null };

  let isDiagnosed = false;

  const show = async () => {
    await showMessages(input, last.messages);
    if (last.finding) input.terminal.write(`${sayTest('poll.neverReady', { polls: MOST_POLLS })}\n\n`);
  };
  const callOne = async (one: InterfaceSpec, request: JsonObject, isFollowed: boolean) => {
    const about = { purpose: 'CASE' as const, caseName: '' };
    if (isFollowed) return callToTheEnd(one, request, polling, about);
    const called = await callInterface(one, request, deps, about);
    return called && { last: called, messages: [called.draft], instance: null, finding: null };
  };

  return {
    call: async (isShown) => {
      const needsInstance = spec.activity !== 'newInstance' && readRequest === null && instance === null;
      if (needsInstance) {
        const made = await makeInstance(input, polling);
        if (!made || typeof made === 'string') return made === null ? null : { outcome: 'fail', seen: made };
        instance = made;
      }
      sample ??= readRequest ? null : buildSample(input, instance);
      const request = renewed(spec, (await readRequest?.()) ?? sample ?? {}, deps);
      const chain = await callOne(spec, request, isPolled);
      if (!chain) return null;
      last = chain;
      if (isShown) await show();
      if (!isDiagnosed && isRefusedAsUnauthentic(chain.last.draft)) {
        isDiagnosed = true;
        await tellMistake(input, request);
      } else if (!isDiagnosed && isRefused(chain.last.assessment)) {
        isDiagnosed = true;
        await tellAlgorithm(input, request, chain.last.draft);
      }
      return debugged(chain);
    },
    show,
  };
}

function debugged({
  last,
  finding,
}: Pick<CallChain, 'finding'> & { last: Pick<CallChain['last'], 'assessment' | 'draft'> }): Debugged {
  const { assessment, draft } = last;
  const failed = assessment.checks.filter(({ state }) => state !== 'pass');
  const seen = JSON.stringify([
    draft.attempt.status,
    failed.map(({ code, state, field }) => [code, state, field]),
    draft.attempt.resultCode,
  ]);
  const outcome = assessment.outcome === 'not-run' || finding ? 'fail' : assessment.outcome;
  return { outcome, seen };
}

/** The same order each time, as KooGallery repeats it; only `businessId` is new on every call (protocol page §2.1). */
function renewed(
  { activity, request: fields }: InterfaceSpec,
  request: JsonObject,
  deps: CallDeps,
): JsonObject {
  const isRenewed = activity === 'newInstance' && fields.some(({ name }) => name === 'businessId');
  return isRenewed && 'businessId' in request ? { ...request, businessId: deps.newId() } : request;
}

function buildSample(
  { spec, deps, seller, templateId }: DebugInput,
  instance: InstanceReference | null,
): JsonObject {
  const { billingModes } = seller.declaration;
  return sampleRequest(spec, { billingModes, ...sampleContext(deps, instance) }, templateId);
}

/** @returns a text where the seller makes none, null when our own side stopped */
async function makeInstance(
  input: DebugInput,
  polling: CallDeps,
): Promise<InstanceReference | string | null> {
  const spec = findInterface(input.seller.protocol, 'newInstance');
  if (!spec) return 'newInstance';
  const request = buildSample({ ...input, spec, templateId: undefined }, null);
  const chain = await callToTheEnd(spec, request, polling, { purpose: 'CASE', caseName: '' });
  if (!chain) return null;
  await showMessages(input, chain.messages);
  const isMade = chain.last.assessment.outcome !== 'fail' && !chain.finding;
  return (isMade && chain.instance) || 'newInstance';
}

/** Looks once for what a seller calculates that refuses a correct signature, and says it. */
async function tellMistake(
  { spec, deps, terminal, showing }: DebugInput,
  request: JsonObject,
): Promise<void> {
  terminal.writeError(`${sayTest('diagnosing')}\n`);
  const found = await diagnoseSignature(spec, request, deps);
  for (const explanation of found?.explanations ?? []) tell(explanation, showing, terminal);
}

const isRefused = ({ outcome }: CallChain['last']['assessment']): boolean => outcome === 'fail';

/** Tries once whether a seller that cannot read a call decrypts by the other algorithm, and says it. */
async function tellAlgorithm(
  { spec, deps, terminal, showing }: DebugInput,
  request: JsonObject,
  refused: MessageDraft,
): Promise<void> {
  const tried = await tryOtherAlgorithm(spec, request, refused, deps);
  if (tried && tried !== 'not-tried' && tried.cause) tell(tried.cause, showing, terminal);
}

function tell(explanation: Explanation, showing: Showing, terminal: Terminal): void {
  const words = hideKeysIn(wordsOfExplanation(explanation), showing.keys);
  terminal.write(forTerminal(`${causeLines({ ...words, proof: null }).join('\n')}\n\n`));
}

/** Every exchange, but polls in a row that were answered alike only once: what comes of it all must not be far below. */
async function showMessages(
  { showing, terminal }: DebugInput,
  messages: readonly MessageDraft[],
): Promise<void> {
  let alike = 0;
  for (const [at, message] of messages.entries()) {
    const next = messages[at + 1];
    const before = messages[at - 1];
    const isRepeated = before !== undefined && isPollAnsweredAs(before, message);
    if (!isRepeated) terminal.write(showCall(hideKeysIn(await describeCall(message, showing), showing.keys)));
    else alike += 1;
    if (alike === 0 || (next !== undefined && isPollAnsweredAs(message, next))) continue;
    terminal.write(`${sayTest('poll.alike', { count: alike })}\n\n`);
    alike = 0;
  }
}

const isPollAnsweredAs = (one: MessageDraft, other: MessageDraft): boolean =>
  one.purpose === 'POLL' && other.purpose === 'POLL' && outcomeKey(one) === outcomeKey(other);

const outcomeKey = ({ attempt: { status, resultCode, isPassed } }: MessageDraft): string =>
  JSON.stringify([status, resultCode, isPassed]);

/** Tells of each wait for an instance that is in progress. */
function pollingDeps({ deps, terminal }: DebugInput): CallDeps {
  return {
    ...deps,
    pause: (ms) => {
      const values = { time: timeOfDay(deps.clock.now()), seconds: POLL_EVERY_MS / SECOND_MS };
      terminal.writeError(`${sayTest('poll.waiting', values)}\n`);
      return deps.pause(ms);
    },
  };
}
