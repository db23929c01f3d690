import type { AdversarialAnswer, AdversarialVerdict } from './adversarial-test';
import { outcomeOf } from './answer-outcome';
import type { AdversarialFinding } from './findings';

type State = AdversarialVerdict['state'];
export type ExpectationState = 'pass' | 'warn' | 'fail';

/** Whether one call came to what was expected of it. `warn`: it was refused, but not in the documented way. */
export function expectationState(answer: AdversarialAnswer): ExpectationState {
  const { expects, resultCode } = answer;
  const { kind } = outcomeOf(answer);
  if (kind === 'no-answer' || kind === 'server-error') return 'fail';
  if (expects.kind === 'answered') return 'pass';
  if (expects.kind !== 'refused') return kind === 'accepted' ? 'pass' : 'fail';
  if (kind === 'accepted') return expects.codes.includes(resultCode ?? '') ? 'pass' : 'fail';
  return kind === 'refused' && expects.codes.includes(resultCode ?? '') ? 'pass' : 'warn';
}

export const verdict = (
  state: State,
  code: AdversarialFinding,
  values: Readonly<Record<string, string | number>> = {},
): AdversarialVerdict => ({ state, finding: { code, values } });

export const labelsOf = (answers: readonly AdversarialAnswer[]): string =>
  answers.map(({ label }) => label).join(', ');

const controlsOf = (answers: readonly AdversarialAnswer[]) =>
  answers.filter(({ expects }) => expects.kind === 'control');

/**
 * The verdict when no control call was accepted, or none was made; null while the test still means something. A seller
 * that refuses everything must pass nothing.
 */
function controlFailure(answers: readonly AdversarialAnswer[]): AdversarialVerdict | null {
  const controls = controlsOf(answers);
  if (controls.some((answer) => outcomeOf(answer).kind === 'accepted')) return null;
  const [first] = controls;
  return verdict('not-run', 'CONTROL_CALL_FAILED', {
    activity: first?.activity ?? '–',
    seen: first ? outcomeOf(first).seen : '–',
  });
}

/** Whether further calls would show anything: not where every correct call so far was refused. */
export const isWorthGoingOn = (answers: readonly AdversarialAnswer[]): boolean => {
  const controls = controlsOf(answers);
  return controls.length === 0 || controls.some((answer) => outcomeOf(answer).kind === 'accepted');
};

/** What the test itself makes of the answers. */
export type TestJudgement = {
  /** When everything came to what was expected. */
  passed: AdversarialVerdict;
  /** When a call was accepted that should have been refused; absent: FORGERY_ACCEPTED. */
  wronglyAccepted?: (answers: readonly AdversarialAnswer[]) => AdversarialVerdict;
  /** When a call was refused that should have been accepted; absent: REFUSED_WRONGLY. */
  wronglyRefused?: (answers: readonly AdversarialAnswer[]) => AdversarialVerdict;
  /** Verdicts of the test's own, such as on instance ids; null where there is nothing to say. */
  own?: readonly (AdversarialVerdict | null)[];
};

const SEVERITY: Readonly<Record<State, number>> = { fail: 0, warn: 1, pass: 2, 'not-run': 3 };

/**
 * The worst of what the answers show, an accepted forgery before a crash, a crash before a refusal in other words than
 * the documented ones. Answers to control calls count only for whether there is a verdict at all.
 */
export function judgeAnswers(
  answers: readonly AdversarialAnswer[],
  judgement: TestJudgement,
): AdversarialVerdict {
  const unmeant = controlFailure(answers);
  if (unmeant) return unmeant;
  const asked = answers.filter(({ expects }) => expects.kind !== 'control');
  const found = [
    wronglyAccepted(asked, judgement),
    ...(judgement.own ?? []),
    ...silent(asked),
    wronglyRefused(asked, judgement),
    refusedOtherwise(asked),
  ].filter((candidate): candidate is AdversarialVerdict => candidate !== null);
  const [worst] = found.toSorted((a, b) => SEVERITY[a.state] - SEVERITY[b.state]);
  if (worst) return worst;
  // A round that was never made shows nothing.
  return asked.length === 0 ? notAsked(answers) : judgement.passed;
}

function wronglyAccepted(asked: readonly AdversarialAnswer[], { wronglyAccepted: judge }: TestJudgement) {
  const wrong = asked.filter(
    (answer) =>
      answer.expects.kind === 'refused' &&
      outcomeOf(answer).kind === 'accepted' &&
      expectationState(answer) === 'fail',
  );
  if (wrong.length === 0) return null;
  return judge ? judge(wrong) : verdict('fail', 'FORGERY_ACCEPTED', { calls: labelsOf(wrong) });
}

function wronglyRefused(asked: readonly AdversarialAnswer[], { wronglyRefused: judge }: TestJudgement) {
  const wrong = asked.filter(
    (answer) =>
      answer.expects.kind === 'accepted' && ['refused', 'refused-otherwise'].includes(outcomeOf(answer).kind),
  );
  const [first] = wrong;
  if (!first) return null;
  if (judge) return judge(wrong);
  return verdict('fail', 'REFUSED_WRONGLY', { calls: labelsOf(wrong), seen: outcomeOf(first).seen });
}

/** Crashes and silence, each with its own finding: neither says yes nor no. */
function silent(asked: readonly AdversarialAnswer[]): (AdversarialVerdict | null)[] {
  const of = (kind: 'server-error' | 'no-answer', code: AdversarialFinding) => {
    const found = asked.filter((answer) => outcomeOf(answer).kind === kind);
    const [first] = found;
    return first ? verdict('fail', code, { calls: labelsOf(found), seen: outcomeOf(first).seen }) : null;
  };
  return [of('server-error', 'SERVER_ERROR'), of('no-answer', 'NO_ANSWER')];
}

function refusedOtherwise(asked: readonly AdversarialAnswer[]): AdversarialVerdict | null {
  const found = asked.filter((answer) => expectationState(answer) === 'warn');
  const [first] = found;
  if (first?.expects.kind !== 'refused') return null;
  const documented = first.expects.codes[0];
  return verdict('warn', 'REFUSED_OTHERWISE', {
    calls: labelsOf(found),
    documented,
    seen: outcomeOf(first).seen,
  });
}

function notAsked(answers: readonly AdversarialAnswer[]): AdversarialVerdict {
  const last = answers.at(-1);
  return verdict('not-run', 'CONTROL_CALL_FAILED', {
    activity: last?.activity ?? '–',
    seen: last ? outcomeOf(last).seen : '–',
  });
}
