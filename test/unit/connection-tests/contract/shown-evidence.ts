import type { MessageDraft } from '@/lib/connection-tests/engine/item-result';
import { reproducible } from '@/lib/connection-tests/rules/reproducible';
import type { RunDiagnosis } from '@/lib/connection-tests/rules/run-diagnosis';
import type { AttemptRecord } from '@/lib/messages/message-record';
import type { ExplanationMark } from '@/lib/response-checks/explanation';
import type { ContractRun } from './run-everything';

/** The calls that a diagnosis is about: all of its items', of a test those that show what it found. */
export function pickCalls({ items, messages }: ContractRun, { itemKeys }: RunDiagnosis): MessageDraft[] {
  const heads = new Map(
    [...messages].map(([id, { caseName, attempt }]) => [id, { id, caseName, isPassed: attempt.isPassed }]),
  );
  const telling = reproducible(items, heads);
  return items
    .filter(({ key }) => itemKeys.includes(key))
    .flatMap(({ key, messageIds }) => telling.get(key) ?? messageIds)
    .flatMap((id) => messages.get(id) ?? []);
}

/** What the run shows of the bytes in question, as `FaultRow` spells it. */
export function shownEvidence(run: ContractRun, diagnosis: RunDiagnosis): string[] {
  const calls = pickCalls(run, diagnosis);
  const accepted = [...run.messages.values()].filter(
    ({ purpose, attempt }) => purpose === 'DIAGNOSIS' && attempt.isPassed,
  );
  return [
    ...calls.flatMap(({ attempt }) =>
      attempt.explanations.flatMap(({ mark }) =>
        mark ? [markedBytes(mark as ExplanationMark, attempt)] : [],
      ),
    ),
    ...calls.flatMap(({ attempt }) =>
      attempt.checks
        .filter(({ state }) => state === 'fail' || state === 'warn')
        .map(({ code, expected, seen }) => `check ${code} ${expected} → ${seen}`),
    ),
    // Two answers that contradict each other are both right by themselves.
    ...calls.filter(({ purpose }) => purpose === 'ADVERSARIAL').map(({ attempt }) => wholeBody(attempt)),
    ...accepted.map(({ attempt }) => acceptedSignature(attempt)),
  ];
}

/** One character a byte. */
const bytes = (body: Uint8Array | null) => Buffer.from(body ?? []).toString('latin1');
const wholeBody = ({ responseBody }: AttemptRecord) => `response-body ${bytes(responseBody)}`;

function markedBytes({ part, offset, length = 0 }: ExplanationMark, attempt: AttemptRecord): string {
  const end = offset === undefined ? undefined : offset + length;
  if (part === 'response-body')
    return `response-body ${bytes(attempt.responseBody?.slice(offset, end) ?? null)}`;
  const head = (attempt.responseHead ?? []).slice(offset, end);
  return `${part} ${head.map(([name, value]) => `${name}: ${value}`).join('\n')}`;
}

function acceptedSignature({ url, requestHead }: AttemptRecord): string {
  const sign = requestHead.find(([name]) => name === 'x-sign')?.[1];
  return `accepted ${url}${sign === undefined ? '' : ` x-sign: ${sign}`}`;
}
