import { findAdversarialTest } from '@/lib/adversarial/adversarial-suite';
import type { NotRunReason, RunItem, RunSection } from '@/lib/connection-tests/rules/run-item';
import type { UrlCheck } from '@/lib/connection-tests/rules/url-check';
import { hasText, textOr } from '@/lib/i18n/text-or';
import type { StoredCheck, StoredExplanation } from '@/lib/messages/message-record';
import { FIELD_EXPLANATIONS, SIGNATURE_EXPLANATIONS } from '@/lib/response-checks/explanation';
import { namedMistakeWords } from '@/lib/response-checks/signature/named-mistakes';
import type { ItemFinding } from '@/lib/response-checks/test-item';
import { translate } from './say-test';

/** Its name, what was seen, how to fix it; `snippet` is a command or configuration. */
export type Cause = { title: string; detail: string; fix: string; snippet: string | null };

const sayIfAny = (key: string, values?: Record<string, string | number>): string | null =>
  (hasText(translate, key) && translate(key, values)) || null;

/** The sentences of an explanation, whichever subject it belongs to. */
export function wordsOfExplanation({ code, values }: Pick<StoredExplanation, 'code' | 'values'>): Cause {
  const isOneOf = (codes: readonly string[]) => codes.includes(code);
  const namespace = isOneOf(FIELD_EXPLANATIONS)
    ? 'connection-explain-fields'
    : isOneOf(SIGNATURE_EXPLANATIONS)
      ? 'connection-signature'
      : 'connection-explain';
  const say = (part: string) => textOr(translate, `${namespace}.explanation.${code}.${part}`, code, values);
  // A mistake in a signature has sentences of its own, which fix it better than those of its subject.
  const mistakes = namedMistakeWords({ code, values }).filter(({ id }) =>
    hasText(translate, `signing.mistake.${id}.what`),
  );
  const ofMistakes = (part: string) =>
    mistakes.map((named) => textOr(translate, `signing.mistake.${named.id}.${part}`, named.id, named.values));
  return {
    title: say('title'),
    detail: [say('detail'), ...ofMistakes('what')].join(' '),
    fix: mistakes.length > 0 ? ofMistakes('fix').join(' ') : say('fix'),
    snippet: sayIfAny(`${namespace}.explanation.${code}.snippet`, values),
  };
}

/** Title of a check of an answer and, if it did not pass, how to fix it. */
export const wordsOfCheck = ({ code, state }: Pick<StoredCheck, 'code' | 'state'>) => ({
  title: textOr(translate, `connection-checks.check.${code}.title`, code),
  fix:
    state === 'fail' || state === 'warn'
      ? textOr(translate, `connection-checks.check.${code}.fix`, code)
      : null,
});

/** The same of a check of the production URL. */
export function wordsOfUrlCheck({ code, state, isWaived }: UrlCheck): { title: string; fix: string | null } {
  const title = translate(`connection-explain.proof.checks.${code}.title`);
  if (isWaived) return { title, fix: translate('test-command.waived') };
  const isUnsound = state === 'fail' || state === 'warn';
  return { title, fix: isUnsound ? sayIfAny(`connection-explain.proof.checks.${code}.${state}`) : null };
}

/** A case by its activity, a step by what a buyer does, a test by its title. */
export function titleItem({ key, section, activity, caseName }: RunItem): string {
  if (section === 'adversarial')
    return sayIfAny(`connection-adversarial.test.${readTestId(key)}.title`) ?? key;
  if (section === 'cases') return caseName === '' ? activity : `${activity} · ${caseName}`;
  const step = /-(FREEZE|UNFREEZE)$/.exec(key)?.[1] ?? activity;
  return `${sayIfAny(`connection-run.flow.steps.${step}`) ?? step} (${activity})`;
}

export const sentenceOfFinding = (section: RunSection, { code, values }: ItemFinding): string =>
  textOr(
    translate,
    `${section === 'adversarial' ? 'connection-adversarial' : 'connection-run'}.finding.${code}`,
    code,
    values,
  );

/** How to fix what an item of the cases or the flow came to. */
export const fixOfFinding = ({ code }: ItemFinding): string =>
  textOr(translate, `test-command.findingFix.${code}`, code);

/** Why an item was not run: in words of the command line where those of the page speak of the page. */
export const sentenceOfReason = (reason: NotRunReason): string =>
  sayIfAny(`test-command.notRun.${reason}`) ?? translate(`connection-run.notRun.${reason}`);

/** What an adversarial test asks, why, and how to fix what it finds; null for every other item. */
export function wordsOfTest({ key, section }: RunItem): Record<'question' | 'why' | 'advice', string> | null {
  const test = section === 'adversarial' ? findAdversarialTest(readTestId(key)) : null;
  if (!test) return null;
  const say = (part: 'question' | 'why' | 'advice') =>
    translate(`connection-adversarial.test.${test.id}.${part}`);
  return { question: say('question'), why: say('why'), advice: say('advice') };
}

const readTestId = (key: string) => key.replace(/^adversarial\//, '');
