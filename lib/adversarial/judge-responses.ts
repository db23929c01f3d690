import type { AdversarialOutcome, AdversarialResponse } from './adversarial-test';
import { classifyResponse } from './classify-response';
import type { AdversarialFinding } from './findings';

type State = AdversarialOutcome['state'];
export type ExpectationState = 'pass' | 'warn' | 'fail';

/** Whether one call came to what was expected of it. `warn`: it was refused, but not in the documented way. */
export function expectationState(response: AdversarialResponse): ExpectationState {
  const { expects, resultCode } = response;
  const { kind } = classifyResponse(response);
  if (kind === 'no-answer' || kind === 'server-error') return 'fail';
  if (expects.kind === 'answered') return 'pass';
  if (expects.kind !== 'refused') return kind === 'accepted' ? 'pass' : 'fail';
  if (kind === 'accepted') return expects.codes.includes(resultCode ?? '') ? 'pass' : 'fail';
  return kind === 'refused' && expects.codes.includes(resultCode ?? '') ? 'pass' : 'warn';
}

export const conclude = (
  state: State,
  code: AdversarialFinding,
  values: Readonly<Record<string, string | number>> = {},
): AdversarialOutcome => ({ state, finding: { code, values } });

export const joinLabels = (responses: readonly AdversarialResponse[]): string =>
  responses.map(({ label }) => label).join(', ');

const pickControls = (responses: readonly AdversarialResponse[]) =>
  responses.filter(({ expects }) => expects.kind === 'control');

/**
 * The verdict when no control call was accepted, or none was made; null while the test still means something. A seller
 * that refuses everything must pass nothing.
 */
function controlFailure(responses: readonly AdversarialResponse[]): AdversarialOutcome | null {
  const controls = pickControls(responses);
  if (controls.some((response) => classifyResponse(response).kind === 'accepted')) return null;
  const [first] = controls;
  return conclude('not-run', 'CONTROL_CALL_FAILED', {
    activity: first?.activity ?? '–',
    seen: first ? classifyResponse(first).seen : '–',
  });
}

/** Whether further calls would show anything: not where every correct call so far was refused. */
export const isWorthGoingOn = (responses: readonly AdversarialResponse[]): boolean => {
  const controls = pickControls(responses);
  return controls.length === 0 || controls.some((response) => classifyResponse(response).kind === 'accepted');
};

/** What the test itself makes of the responses. */
export type TestJudgement = {
  /** When everything came to what was expected. */
  passed: AdversarialOutcome;
  /** When a call was accepted that should have been refused; absent: FORGERY_ACCEPTED. */
  wronglyAccepted?: (responses: readonly AdversarialResponse[]) => AdversarialOutcome;
  /** When a call was refused that should have been accepted; absent: REFUSED_WRONGLY. */
  wronglyRefused?: (responses: readonly AdversarialResponse[]) => AdversarialOutcome;
  /** Verdicts of the test's own, such as on instance ids; null where there is nothing to say. */
  own?: readonly (AdversarialOutcome | null)[];
};

const SEVERITY: Readonly<Record<State, number>> = { fail: 0, warn: 1, pass: 2, 'not-run': 3 };

/**
 * The worst of what the responses show, an accepted forgery before a crash, a crash before a refusal in other words than
 * the documented ones. Answers to control calls count only for whether there is a verdict at all.
 */
export function judgeResponses(
  responses: readonly AdversarialResponse[],
  judgement: TestJudgement,
): AdversarialOutcome {
  const unmeant = controlFailure(responses);
  if (unmeant) return unmeant;
  const asked = responses.filter(({ expects }) => expects.kind !== 'control');
  const found = [
    wronglyAccepted(asked, judgement),
    ...(judgement.own ?? []),
    ...silent(asked),
    wronglyRefused(asked, judgement),
    refusedOtherwise(asked),
  ].filter((candidate): candidate is AdversarialOutcome => candidate !== null);
  const [worst] = found.toSorted((a, b) => SEVERITY[a.state] - SEVERITY[b.state]);
  if (worst) return worst;
  // A round that was never made shows nothing.
  return asked.length === 0 ? notAsked(responses) : judgement.passed;
}

function wronglyAccepted(asked: readonly AdversarialResponse[], { wronglyAccepted: judge }: TestJudgement) {
  const wrong = asked.filter(
    (response) =>
      response.expects.kind === 'refused' &&
      classifyResponse(response).kind === 'accepted' &&
      expectationState(response) === 'fail',
  );
  if (wrong.length === 0) return null;
  return judge ? judge(wrong) : conclude('fail', 'FORGERY_ACCEPTED', { calls: joinLabels(wrong) });
}

function wronglyRefused(asked: readonly AdversarialResponse[], { wronglyRefused: judge }: TestJudgement) {
  const wrong = asked.filter(
    (response) =>
      response.expects.kind === 'accepted' &&
      ['refused', 'refused-otherwise'].includes(classifyResponse(response).kind),
  );
  const [first] = wrong;
  if (!first) return null;
  if (judge) return judge(wrong);
  return conclude('fail', 'REFUSED_WRONGLY', {
    calls: joinLabels(wrong),
    seen: classifyResponse(first).seen,
  });
}

/** Crashes and silence, each with its own finding: neither says yes nor no. */
function silent(asked: readonly AdversarialResponse[]): (AdversarialOutcome | null)[] {
  const judge = (kind: 'server-error' | 'no-answer', code: AdversarialFinding) => {
    const found = asked.filter((response) => classifyResponse(response).kind === kind);
    const [first] = found;
    return first
      ? conclude('fail', code, { calls: joinLabels(found), seen: classifyResponse(first).seen })
      : null;
  };
  return [judge('server-error', 'SERVER_ERROR'), judge('no-answer', 'NO_ANSWER')];
}

function refusedOtherwise(asked: readonly AdversarialResponse[]): AdversarialOutcome | null {
  const found = asked.filter((response) => expectationState(response) === 'warn');
  const [first] = found;
  if (first?.expects.kind !== 'refused') return null;
  const documented = first.expects.codes[0];
  return conclude('warn', 'REFUSED_OTHERWISE', {
    calls: joinLabels(found),
    documented,
    seen: classifyResponse(first).seen,
  });
}

function notAsked(responses: readonly AdversarialResponse[]): AdversarialOutcome {
  const last = responses.at(-1);
  return conclude('not-run', 'CONTROL_CALL_FAILED', {
    activity: last?.activity ?? '–',
    seen: last ? classifyResponse(last).seen : '–',
  });
}
