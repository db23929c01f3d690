import type {
  AdversarialCall,
  AdversarialContext,
  AdversarialOutcome,
  AdversarialResponse,
  AdversarialTest,
} from '@/lib/adversarial/adversarial-test';
import { classifyResponse, isAccepted } from '@/lib/adversarial/classify-response';
import { expectationCheck } from '@/lib/adversarial/expectation-check';
import { conclude, expectationState, isWorthGoingOn } from '@/lib/adversarial/judge-responses';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { SampleContext } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { signCall } from '@/lib/koogallery/sign-call';
import type { StoredCheck } from '@/lib/messages/message-record';
import type { Explanation } from '@/lib/response-checks/explanation';
import type { ItemState } from '@/lib/response-checks/test-item';
import { readResponseJson } from '../rules/read-response-instance';
import type { RunItem } from '../rules/run-item';
import { callToTheEnd, sampleContext } from './call-to-the-end';
import { diagnoseDifference, NOTHING_FOUND } from './diagnose-difference';
import { draftMessage } from './draft-message';
import { directExplainer } from './explain-call';
import type { CallDeps, ItemResult, MessageDraft } from './item-result';
import { newTraces, noteMade, removeTraces, type Traces } from './remove-traces';
import { sendCall } from './send-call';

/** What an asset declares, for sample data. */
type Declared = Pick<SampleContext, 'extensionParameters' | 'provisioningInfo' | 'billingModes'>;

const NO_INSTANCE: InstanceReference = { instanceId: '', orderId: '', orderLineId: '' };
const STATES: Readonly<Record<AdversarialOutcome['state'], ItemState>> = {
  pass: 'PASSED',
  warn: 'WARNED',
  fail: 'FAILED',
  'not-run': 'NOT_RUN',
};

/** What a test has done so far. */
type Course = {
  responses: AdversarialResponse[];
  messages: MessageDraft[];
  explanations: Explanation[];
  traces: Traces;
};

/**
 * Runs one test of the adversarial suite: prepares what it needs, makes its rounds one after another and the calls of
 * a round at once, judges, and releases the instances that it made. Every call is kept, those before and after the
 * test as well.
 * @returns null when our own side stopped: that says nothing about the seller
 */
export async function runAdversarialTest(
  test: AdversarialTest,
  item: RunItem,
  deps: CallDeps,
  declared: Declared = {},
): Promise<ItemResult | null> {
  const course: Course = { responses: [], messages: [], explanations: [], traces: newTraces() };
  const prepared = test.needs === 'instance' ? await prepareInstance(course, deps, declared) : NO_INSTANCE;
  if (!prepared) return null;
  const isReady = test.needs === 'nothing' || prepared.instanceId !== '';
  const context = buildContext(test, prepared, deps, declared);
  if (isReady && !(await makeRounds(test, context, course, deps))) return null;
  const judged = isReady ? test.judge(course.responses, context) : preparationFailure(course);
  const diagnosis = test.isDiagnosed
    ? await diagnoseDifference(course.responses, () => test.widest?.(context) ?? null, deps)
    : NOTHING_FOUND;
  if (!diagnosis) return null;
  for (const made of diagnosis.accepted) noteMade(made, course.traces);
  course.messages.push(...(await removeTraces(course.traces, deps, declared)));
  if (deps.signal.aborted) return null;
  const { messages, explanations } = course;
  const ended: RunItem = {
    ...item,
    state: STATES[judged.state],
    messageIds: messages.map(({ id }) => id),
    finding: judged.finding,
    explanations: judged.state === 'pass' ? [] : distinct([...diagnosis.explanations, ...explanations]),
  };
  const reason = isReady ? 'EARLIER_STEP_FAILED' : 'NO_INSTANCE';
  return {
    item: judged.state === 'not-run' ? { ...ended, reason } : ended,
    messages: [...diagnosis.messages, ...messages],
    instance: null,
  };
}

/** Makes an instance of the test's own, and waits until it is ready. Empty texts where the seller makes none. */
async function prepareInstance(
  course: Course,
  deps: CallDeps,
  declared: Declared,
): Promise<InstanceReference | null> {
  const spec = findInterface(deps.protocol, 'newInstance');
  if (!spec) return NO_INSTANCE;
  const request = sampleRequest(spec, { ...declared, ...sampleContext(deps, null) });
  const chain = await callToTheEnd(spec, request, deps, { purpose: 'ADVERSARIAL', caseName: 'prepare' });
  if (!chain) return null;
  course.messages.push(...chain.messages);
  if (!chain.instance || chain.finding) {
    course.explanations.push(...chain.last.explanations);
    return NO_INSTANCE;
  }
  course.traces.instances.set(chain.instance.instanceId, chain.instance);
  return chain.instance;
}

function preparationFailure({ messages }: Course): AdversarialOutcome {
  const attempt = messages.at(-1)?.attempt;
  const code = attempt?.resultCode ? `, resultCode ${attempt.resultCode}` : '';
  const seen = attempt?.failure?.code ?? `HTTP ${attempt?.status ?? '–'}${code}`;
  return conclude('not-run', 'PREPARATION_FAILED', { activity: 'newInstance', seen });
}

function buildContext(
  { kind }: AdversarialTest,
  instance: InstanceReference,
  deps: CallDeps,
  declared: Declared,
): AdversarialContext {
  const { protocol, clock, newId } = deps;
  return {
    protocol,
    kind,
    instance,
    newId,
    now: () => clock.now(),
    sample: (activity) => {
      const spec = findInterface(protocol, activity);
      const about = instance.instanceId === '' ? null : instance;
      return spec ? sampleRequest(spec, { ...declared, ...sampleContext(deps, about) }) : { activity };
    },
    sign: (activity, request, options) => {
      const spec = findInterface(protocol, activity);
      if (!spec) throw new Error(`no interface ${protocol} ${activity}`);
      return signCall(spec, request, deps.target, { ...deps, options });
    },
    maxLength: (activity, field) =>
      findInterface(protocol, activity)?.request.find(({ name }) => name === field)?.maxLength ?? null,
  };
}

/** @returns false when our own side stopped */
async function makeRounds(
  test: AdversarialTest,
  context: AdversarialContext,
  course: Course,
  deps: CallDeps,
): Promise<boolean> {
  for (const round of test.plan(context).rounds) {
    const calls = round(course.responses);
    const made = await Promise.all(calls.map((call) => makeCall(call, deps)));
    for (const each of made) {
      if (!each) return false;
      course.responses.push(each.response);
      course.messages.push(each.draft);
      course.explanations.push(...each.explanations);
      noteMade(each.response, course.traces);
    }
    // Where correct calls are refused, what comes next would prove nothing.
    if (!isWorthGoingOn(course.responses)) break;
  }
  return true;
}

type MadeCall = { response: AdversarialResponse; draft: MessageDraft; explanations: readonly Explanation[] };

async function makeCall(planned: AdversarialCall, deps: CallDeps): Promise<MadeCall | null> {
  const { label, activity, request, expects, call } = planned;
  const startedAt = deps.clock.now();
  const result = await sendCall(call, deps);
  if (deps.signal.aborted || (!result.ok && result.failure.code === 'ABORTED')) return null;
  const json = readResponseJson(result);
  const response = {
    label,
    activity,
    request,
    expects,
    call,
    result,
    json,
    resultCode: readResultCode(json),
  };
  const check: StoredCheck = expectationCheck(response);
  const isFailed = expectationState(response) === 'fail';
  // A refusal that was expected needs no explanation, whatever its status.
  const isExplained = classifyResponse(response).kind === 'no-answer' || (isFailed && !isAccepted(response));
  const { explainWay } = deps.explainer ?? directExplainer;
  const explanations = isExplained ? await explainWay(call.url, result) : [];
  const draft = draftMessage(
    { protocol: deps.protocol, activity, purpose: 'ADVERSARIAL', caseName: label },
    call,
    result,
    {
      checks: [check],
      explanations,
      isPassed: !isFailed,
      failureCode: isFailed ? check.code : null,
      resultCode: response.resultCode?.slice(0, 6) ?? null,
      ...{ id: deps.newId(), startedAt },
    },
  );
  return { response, draft, explanations };
}

function readResultCode(json: AdversarialResponse['json']): string | null {
  const code = json?.resultCode;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : null;
}

/** Each cause once, whatever call showed it. */
const distinct = (explanations: readonly Explanation[]): Explanation[] => [
  ...new Map(explanations.map((one) => [`${one.code} ${JSON.stringify(one.values)}`, one])).values(),
];
