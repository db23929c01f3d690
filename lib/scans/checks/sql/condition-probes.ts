import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../check';
import { isNumber } from './error-probes';
import { type PageFacts, pageFacts, separatingFacts, shareOf } from './page-facts';

/** Two names of a condition: written `a = a` it is true, `a = b` false. */
type Operands = { a: string; b: string };
/** Writes a condition behind the value so that the statement stays whole; `open` spoils it by an open parenthesis. */
type Form = {
  sink: string;
  word: 'AND' | 'OR';
  isNumeric: boolean;
  write(value: string, left: string, right: string, open: string): string;
};

const and = (sink: string, isNumeric: boolean, write: Form['write']): Form => ({
  sink,
  word: 'AND',
  isNumeric,
  write,
});
const or = (sink: string, isNumeric: boolean, write: Form['write']): Form => ({
  sink,
  word: 'OR',
  isNumeric,
  write,
});

const NUMERIC: readonly Form[] = [
  and('unquoted', true, (v, l, r, open) => `${v} AND ${open}${l}=${r}`),
  and('unquoted', true, (v, l, r, open) => `${v}) AND ${open}(${l}=${r}`),
];
const STRINGS: readonly Form[] = [
  and('string', false, (v, l, r, open) => `${v}' AND ${open}'${l}'='${r}`),
  and('string', false, (v, l, r, open) => `${v}%' AND ${open}'${l}%'='${r}`),
  and('string', false, (v, l, r, open) => `${v}') AND ${open}('${l}'='${r}`),
  and('string', false, (v, l, r, open) => `${v}%') AND ${open}('${l}%'='${r}`),
  and('double-quoted', false, (v, l, r, open) => `${v}" AND ${open}"${l}"="${r}`),
];
/** A name that the statement sorts by: false conditions take the order away. */
const ORDER: Form = and(
  'order',
  true,
  (v, l, r, open) => `(CASE WHEN ${open}${l}=${r} THEN ${v} ELSE NULL END)`,
);
/** A direction to sort in: false conditions ask for a value that has two, which fails wherever it is evaluated. */
const DIRECTION: Form = and(
  'order',
  true,
  (v, l, r, open) => `${v},(CASE WHEN ${open}${l}=${r} THEN 1 ELSE (SELECT 1 UNION SELECT 2) END)`,
);
/** Only for a page that answers the untouched value with nothing, and only where asking cannot change anything. */
const EITHER: readonly Form[] = [
  or('string', false, (v, l, r, open) => `${v}' OR ${open}'${l}'='${r}`),
  or('unquoted', true, (v, l, r, open) => `${v} OR ${open}${l}=${r}`),
];

/**
 * What is asked in which order: T a true condition, F a false one, C a broken statement, U the untouched value. No
 * rotation of up to four pages fits the order; a page that changes by itself is asked longer before it is believed.
 */
const QUIET_ORDER = 'TFFTCUFT';
const NOISY_ORDER = 'TFFTCUFTTFUFTF';
/** One word may be chance; two, or another status or target, are not. */
const MIN_WEIGHT = 2;
const weightOf = (facts: readonly string[]) =>
  facts.reduce((sum, fact) => sum + (/^(?:status|to) /.test(fact) ? MIN_WEIGHT : 1), 0);
/** How much of what the untouched page said twice a true condition must leave; a page that changes by itself loses more. */
const KEPT_SHARE = 0.95;
const NOISY_KEPT_SHARE = 0.8;

type ConditionProof = {
  sink: string;
  payload: string;
  counter: string;
  rounds: number;
  exchange: Exchange;
};
/** Two answers to the untouched value: what they share is the page, what they do not is its noise. */
export type Untouched = { first: PageFacts; second: PageFacts };

function operands(context: ProbeContext, isNumeric: boolean): Operands {
  const [a, b] = [context.mark(), context.mark()];
  if (!isNumeric) return { a, b };
  const number = (mark: string) => 1_000 + (Number.parseInt(mark.slice(-3), 36) || 0);
  return { a: String(number(a)), b: String(number(b) === number(a) ? number(b) + 1 : number(b)) };
}

type Answer = { exchange: Exchange; facts: PageFacts; payload: string };

async function ask(point: InsertionPoint, context: ProbeContext, payload: string): Promise<Answer | null> {
  const exchange = await context.probe(point, payload);
  return exchange && { exchange, payload, facts: pageFacts(exchange, [payload, point.value]) };
}

async function proveForm(
  point: InsertionPoint,
  context: ProbeContext,
  form: Form,
  untouched: Untouched,
): Promise<ConditionProof | null> {
  const page = [...untouched.first].filter((fact) => untouched.second.has(fact));
  const isNoisy = page.length < untouched.first.size || page.length < untouched.second.size;
  const { a, b } = operands(context, form.isNumeric);
  const write = (left: string, right: string, open = '') => form.write(point.value, left, right, open);
  // Both operands stand in true and in false conditions, so that a page cannot tell them apart by their text.
  const asked: Record<string, string[]> = {
    T: [write(a, a), write(b, b)],
    F: [write(a, b), write(b, a)],
    C: [write(a, a, '(')],
    U: [point.value],
  };
  const isAnd = form.word === 'AND';
  const inside: PageFacts[] = isAnd ? [untouched.first, untouched.second] : [];
  const outside: PageFacts[] = isAnd ? [] : [untouched.first, untouched.second];
  let proof: Answer | null = null;
  let rounds = 0;
  for (const step of isNoisy ? NOISY_ORDER : QUIET_ORDER) {
    const [payload = '', next = payload] = asked[step] ?? [];
    asked[step] = [next, payload];
    const answer = await ask(point, context, payload);
    if (!answer) return null;
    const isTruePage = step === 'T' || (step === 'U' && isAnd);
    if (isTruePage && isAnd && shareOf(page, answer.facts) < (isNoisy ? NOISY_KEPT_SHARE : KEPT_SHARE))
      return null;
    (isTruePage ? inside : outside).push(answer.facts);
    const isComparable = inside.length > 0 && outside.length > 0;
    if (isComparable && weightOf(separatingFacts(inside, outside)) < MIN_WEIGHT) return null;
    if (step === 'T') rounds += 1;
    if (step === 'T') proof ??= answer;
  }
  return (
    proof && {
      sink: form.sink,
      payload: proof.payload,
      counter: write(a, b),
      rounds,
      exchange: proof.exchange,
    }
  );
}

/**
 * Four-way conditions: true and false ones in turn, each with two operands, then one that breaks the statement. What
 * decides are the facts that every true page and every untouched one shares and no other has.
 * @param isIgnored quotation marks changed nothing: they are filtered out, or the value is not used, or the untouched
 * page shows nothing that could be lost
 */
export async function proveByCondition(
  point: InsertionPoint,
  context: ProbeContext,
  untouched: Untouched,
  isIgnored: boolean,
): Promise<ConditionProof | null> {
  const isNumeric = isNumber(point.value);
  const isReadOnly = point.method === 'GET' && (point.location === 'QUERY' || point.location === 'PATH');
  const forms = [
    ...(isNumeric ? NUMERIC : []),
    ...(isIgnored ? [] : STRINGS),
    ...(/^[a-z_]\w*$/i.test(point.value) ? [ORDER] : []),
    ...(/^(?:asc|desc)$/i.test(point.value) ? [DIRECTION] : []),
    ...(isIgnored && isReadOnly ? EITHER.filter((form) => isNumeric || !form.isNumeric) : []),
  ];
  for (const form of forms) {
    const proof = await proveForm(point, context, form, untouched);
    if (proof) return proof;
  }
  return null;
}
