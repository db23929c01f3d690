import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../check';
import { ask, type Known, type SqlResponse, type Untouched, withUntouched } from './ask';
import {
  comparisonForm,
  continuedForm,
  type Form,
  isDate,
  joinedForm,
  listForm,
  nestedForm,
  parenthesesForm,
  spanForm,
  twice,
} from './forms';
import { areApart, computeShare, type PageFacts } from './page-facts';
import type { Quoting } from './quote-probes';

/**
 * What is asked in which order: T a statement that goes on, F the same that fails while it runs, C one that cannot be
 * read, U the untouched value. No rotation of up to four pages fits the order; a page that changes by itself is asked
 * longer before it is believed. The untouched value is last: whatever a page keeps of its value is as it was.
 */
const QUIET_ORDER = 'TFFTCFTU';
const NOISY_ORDER = 'TFFTCUFTTFUFTFU';
/** Where quotation marks have shown what an error looks like, or a message for C shows it, less has to be asked. */
const SHORT_ORDER = 'TCFTU';
/**
 * Asked last where no message of the database tells a failure: a page that shows one of two contents for each value, such as
 * a search, fits the orders above once in a hundred times by chance.
 */
const CHANCE_ORDER = 'FTTFTFU';
/** How much of what the untouched page said twice must be on the page again; a page that changes by itself loses more. */
const KEPT_SHARE = 0.95;
const NOISY_KEPT_SHARE = 0.8;

export type ConditionProof = {
  sink: string;
  payload: string;
  counter: string;
  rounds: number;
  exchange: Exchange;
};

const NO_QUOTING: Pick<Quoting, 'errorPages' | 'wholePages'> = { errorPages: [], wholePages: [] };

/**
 * Two numbers whose order alone decides, so that a page cannot tell the two expressions apart by their words. Without a
 * plus sign, which becomes a blank where a header or a cookie is decoded like a form.
 */
function differences(context: ProbeContext): { positive: string; zero: string } {
  const noise = Number.parseInt(context.mark().slice(-3), 36) || 0;
  const [a, b] = [50 + (noise % 49), 11 + (noise % 37)];
  return { positive: `${a}-${b}-(${b}-${a})`, zero: `${a}-${b}-(${a}-${b})` };
}

/** What the page says each time that it is asked for the untouched value. */
const steadyFacts = ({ pages: [first, ...rest] }: Untouched): string[] =>
  [...(first ?? [])].filter((fact) => rest.every((one) => one.has(fact)));
const isNoisyPage = (untouched: Untouched): boolean => {
  const { length } = steadyFacts(untouched);
  return untouched.pages.some(({ size }) => size > length);
};

/** Whether another value left everything that the page always says. */
export const isIgnored = (untouched: Untouched, facts: PageFacts): boolean =>
  computeShare(steadyFacts(untouched), facts) === 1;

/** Whether an answer is the untouched page again, above all in what a broken value took away from it. */
function isUnchanged(untouched: Known, { error, facts }: SqlResponse): boolean {
  if (error) return false;
  const page = steadyFacts(untouched);
  const lost = page.filter((fact) => !untouched.broken.facts.has(fact));
  const share = isNoisyPage(untouched) ? NOISY_KEPT_SHARE : KEPT_SHARE;
  return computeShare(page, facts) >= share && computeShare(lost, facts) >= share;
}

/** Whether an answer is an ordinary one: the untouched page, or none that says what broken values are told. */
function isOrdinary(
  untouched: Known,
  response: SqlResponse,
  { errorPages, wholePages }: typeof NO_QUOTING,
): boolean {
  if (isUnchanged(untouched, response)) return true;
  if (response.error || response.isFailing || errorPages.length === 0) return false;
  return areApart(errorPages, [...untouched.pages, ...wholePages, response.facts]);
}

/** What the untouched page says by itself, asked for where an answer is not the one that any other value gets. */
async function withNoise(
  point: InsertionPoint,
  context: ProbeContext,
  known: Known,
  { facts }: SqlResponse,
): Promise<Known | null> {
  const isOfAnyValue = !areApart([facts], [known.broken.facts]);
  return known.pages.length > 1 || isOfAnyValue ? known : withUntouched(point, context, known);
}

async function proveForm(
  point: InsertionPoint,
  context: ProbeContext,
  form: Form,
  { known: before, quoting = NO_QUOTING }: { known: Known; quoting?: typeof NO_QUOTING },
): Promise<{ proof: ConditionProof | null; isWhole: boolean } | null> {
  const write = (step: string): string => {
    const { positive, zero } = differences(context);
    return form.write(point.value, step === 'F' ? zero : positive, step === 'C' ? '(' : '');
  };
  const send = (step: string) =>
    ask(point, context, before, { payload: step === 'U' ? point.value : write(step) });
  const first = await send('T');
  const known = first && (await withNoise(point, context, before, first));
  if (!first || !known) return null;
  if (!isOrdinary(known, first, quoting)) return { proof: null, isWhole: false };
  const isSame = isUnchanged(known, first);
  const inside = [...known.pages, ...(isSame ? [] : quoting.wholePages), first.facts];
  const outside = [...quoting.errorPages];
  const isSpoken = known.broken.error?.isStatement === true;
  const isErrorKnown = isSpoken || outside.length > 0;
  const order = isNoisyPage(known)
    ? NOISY_ORDER
    : (isErrorKnown ? SHORT_ORDER : QUIET_ORDER) + (isSpoken ? '' : CHANCE_ORDER);
  let counter = '';
  let rounds = 1;
  for (const step of order.slice(1)) {
    const response = await send(step);
    if (!response) return null;
    const isFine = step === 'T' || step === 'U';
    if (isFine && isSame && !isUnchanged(known, response)) return { proof: null, isWhole: true };
    if (step === 'C' && isSpoken && !response.error) return { proof: null, isWhole: true };
    (isFine ? inside : outside).push(response.facts);
    if (!areApart(inside, outside)) return { proof: null, isWhole: true };
    if (step === 'T') rounds += 1;
    if (step === 'F') counter ||= response.payload;
  }
  const { payload, exchange } = first;
  return { proof: { sink: form.sink, payload, counter, rounds, exchange }, isWhole: true };
}

/** Forms without quotation marks, in turn. */
export async function proveByForms(
  point: InsertionPoint,
  context: ProbeContext,
  known: Known,
  forms: readonly Form[],
): Promise<ConditionProof | null> {
  for (const form of forms) {
    const tried = await proveForm(point, context, form, { known });
    if (!tried || tried.proof) return tried?.proof ?? null;
  }
  return null;
}

/**
 * Conditions behind a literal. What it is part of is asked first: a literal that ends a pair of parentheses or is one of
 * a list is not compared, and a comparison there would choose other rows.
 */
export async function proveByLiteral(
  point: InsertionPoint,
  context: ProbeContext,
  first: Known,
  quoting: Quoting,
): Promise<ConditionProof | null> {
  const { quote } = quoting;
  const { value, location } = point;
  if (quote === "'") {
    const enclosed = await proveForm(point, context, parenthesesForm(quote, location), {
      known: first,
      quoting,
    });
    if (!enclosed || enclosed.isWhole) return enclosed?.proof ?? null;
    // Within patterns and calls only what leaves the value as it is finds the same rows.
    for (const form of [joinedForm(location), continuedForm]) {
      const same = await proveForm(point, context, form, { known: first, quoting });
      if (!same || same.proof) return same?.proof ?? null;
    }
  }
  const list = await ask(point, context, first, { payload: twice(value, quote) });
  const known = list && (await withNoise(point, context, first, list));
  if (!list || !known) return null;
  if (isOrdinary(known, list, quoting)) {
    if (/['"`\\]/.test(value)) return null;
    return (await proveForm(point, context, listForm(quote, location), { known, quoting }))?.proof ?? null;
  }
  if (quote === '`' || !(await isComparable(point, context, known, quoting))) return null;
  const compared = await proveForm(point, context, comparisonForm(quote, location), { known, quoting });
  // Only a page that says the same for every value may have stored what the condition came to.
  const mayHaveStored = compared?.isWhole === true && !compared.proof && saysTheSame(known, quoting);
  if (mayHaveStored) await context.probe(point, value);
  if (!compared || compared.proof || compared.isWhole || quoting.errorPages.length === 0)
    return compared?.proof ?? null;
  // The statement could not be read: the literal is no operand of a condition, or words were taken out of it.
  const span = isDate(value)
    ? await proveForm(point, context, spanForm(quote, location), { known, quoting })
    : null;
  if (span?.proof) return span.proof;
  return (await proveForm(point, context, nestedForm(quote, location), { known, quoting }))?.proof ?? null;
}

const saysTheSame = (known: Known, { wholePages }: Quoting): boolean =>
  wholePages.every((facts) => isIgnored(known, facts));

/** Texts that PostgreSQL reads as a condition by themselves, and would store as one. */
const BOOLEAN = /^(?:t|f|y|n|true|false|yes|no|on|off|[01])$/i;

/** Whether the value is looked for and not stored, where a condition in its place would be stored without an error. */
async function isComparable(
  point: InsertionPoint,
  context: ProbeContext,
  known: Known,
  quoting: Quoting,
): Promise<boolean> {
  if (point.method === 'POST' || !BOOLEAN.test(point.value) || !saysTheSame(known, quoting)) return true;
  const other = await ask(point, context, known, { payload: context.mark() });
  return other !== null && !isIgnored(known, other.facts);
}
