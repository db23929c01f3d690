import type { InsertionPoint, ProbeContext } from '../check';
import { ask, type Known, type SqlResponse, type Untouched } from './ask';
import { isName, isNumeric, namedLike, type SqlQuote } from './forms';
import { areApart, type PageFacts } from './page-facts';

/** `isCertain`: a message proved it; otherwise only the server's failing. */
export type QuoteProof = { sink: string; isCertain: boolean; response: SqlResponse };

/** What quotation marks showed. `errorPages` and `wholePages` tell an error from an answer, where the page does. */
export type Quoting = {
  quote: SqlQuote;
  proof: QuoteProof | null;
  errorPages: readonly PageFacts[];
  wholePages: readonly PageFacts[];
  /** One quotation mark of this kind broke nothing where something else does. */
  isOther: boolean;
};

const SINKS: Readonly<Record<SqlQuote, string>> = { "'": 'string', '"': 'double-quoted', '`': 'identifier' };

/**
 * A mark behind one quotation mark breaks a literal, behind two it does not, and between two that are apart it does
 * again. Languages in which quotation marks pair up, such as those of full-text search, accept the third.
 */
export async function askQuotes(
  point: InsertionPoint,
  context: ProbeContext,
  known: Known,
  quote: SqlQuote,
): Promise<Quoting | null> {
  const none: Quoting = { quote, proof: null, errorPages: [], wholePages: [], isOther: false };
  const head = point.value === '' ? context.mark() : point.value;
  const send = (mark: string, write: (mark: string) => string) =>
    ask(point, context, known, { payload: write(mark), at: { head, mark } });
  const whole = await send(context.mark(), (mark) => `${head}${quote}${quote}${mark}`);
  if (!whole) return null;
  if (whole.error?.isStatement) return none;
  const differs = (pages: readonly PageFacts[]) => areApart(pages, [...known.pages, whole.facts]);
  const silent: Quoting = { ...none, wholePages: [whole.facts] };
  if (!isLoud(known) && !differs([known.broken.facts])) return silent;
  // A value of another type fails in either spelling, and only a message tells the two apart.
  if (whole.isFailing && !known.broken.error?.isStatement) return silent;
  const first = await send(context.mark(), (mark) => `${head}${quote}${mark}`);
  if (!first) return null;
  const isSpoken = first.error !== null && whole.error === null;
  const isFailure = first.isFailing && !whole.isFailing;
  if (!isSpoken && !isFailure && !differs([first.facts])) return { ...silent, isOther: isLoud(known) };
  const apart = await send(context.mark(), (mark) => `${head}${quote}${mark}${quote}${context.mark()}`);
  if (!apart) return null;
  const errorPages = differs([first.facts, apart.facts]) ? [first.facts, apart.facts] : [];
  const proof = { sink: SINKS[quote], response: first };
  if (isSpoken && apart.error) return { ...silent, errorPages, proof: { ...proof, isCertain: true } };
  const isSteady = isFailure && apart.isFailing && errorPages.length > 0;
  return { ...silent, errorPages, proof: isSteady ? { ...proof, isCertain: false } : null };
}

/** Where any other value is told what a broken one is, quotation marks show nothing more. */
export const quotingOfKeyed = ({ broken }: Known): Quoting => ({
  ...{ quote: "'", proof: null, errorPages: [], isOther: false },
  wholePages: [broken.facts],
});

/** Whether a broken value shows as more than another answer: a message, or a failing server. */
export const isLoud = ({ broken }: Known): boolean => broken.error !== null || broken.isFailing;

/** A backslash escapes the literal's end; two are a backslash, three break it again. Only messages count. */
export const proveByBackslash = (point: InsertionPoint, context: ProbeContext, untouched: Untouched) =>
  proveByTriple(point, context, untouched, {
    sink: 'string',
    write: (word) => [`${point.value}${word}\\`, `${point.value}${word}\\\\`, `${point.value}${word}\\\\\\`],
  });

/**
 * For numbers whose statement takes no calculation (`LIMIT`): another word breaks it, a closed comment does not, and a
 * word behind that does again. Text that is searched for has no reason to treat the three alike.
 */
export const proveByComment = (point: InsertionPoint, context: ProbeContext, untouched: Untouched) =>
  proveByTriple(point, context, untouched, {
    sink: 'unquoted',
    write: (word) => [
      `${point.value} ${word}`,
      `${point.value}/*${word}*/`,
      `${point.value}/*${word}*/${word}`,
    ],
  });

async function proveByTriple(
  point: InsertionPoint,
  context: ProbeContext,
  untouched: Untouched,
  { sink, write }: { sink: string; write: (word: string) => [broken: string, whole: string, broken: string] },
): Promise<QuoteProof | null> {
  let proof: QuoteProof | null = null;
  for (const index of [0, 1, 2] as const) {
    const response = await ask(point, context, untouched, { payload: write(context.mark())[index] });
    if (!response || (response.error?.isStatement === true) !== (index !== 1)) return null;
    proof ??= { sink, isCertain: true, response };
  }
  return proof;
}

/**
 * Where something is saved: plain text with an apostrophe in a word, then with two, then with one. A broken statement
 * saves nothing, a whole one saves the text.
 */
export async function proveByName(
  point: InsertionPoint,
  context: ProbeContext,
  untouched: Untouched,
): Promise<QuoteProof | null> {
  let proof: QuoteProof | null = null;
  for (const quotes of ["'", "''", "'"]) {
    const mark = context.mark();
    const [head, text] = namedLike(point.value, context.mark(), mark, quotes);
    const response = await ask(point, context, untouched, { payload: text, at: { head, mark } });
    const isBroken = quotes.length === 1;
    if (!response || (response.error !== null || response.isFailing) !== isBroken) return null;
    if (!isBroken) continue;
    const known: QuoteProof = proof ?? { sink: 'string', isCertain: true, response };
    proof = { ...known, isCertain: known.isCertain && response.error !== null };
  }
  return proof;
}

/** Quotation marks worth asking about on a page that speaks or fails; names are quoted in a third way. */
export const quotesFor = (value: string): readonly SqlQuote[] =>
  isName(value) && !isNumeric(value) ? ["'", '"', '`'] : ["'", '"'];
