import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { FindingIn } from '@/lib/i18n/app-messages';
import { fieldDefault } from '../engine/crawl/field-default';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { toEvidence } from './probing/exchange-evidence';
import { asNumber } from './sql/as-number';
import { type Known, readSqlResponse, type Untouched, withUntouched } from './sql/ask';
import { type ConditionProof, isIgnored, proveByForms, proveByLiteral } from './sql/condition-probes';
import { isNumeric, numberForm, orderForms, type SqlQuote } from './sql/forms';
import { areApart, pageFacts, statusFact } from './sql/page-facts';
import {
  askQuotes,
  isLoud,
  proveByBackslash,
  proveByComment,
  proveByName,
  type QuoteProof,
  type Quoting,
  quotesFor,
  quotingOfKeyed,
} from './sql/quote-probes';

type Parts = Pick<FindingDraft, 'confidence' | 'sink' | 'evidence'> & {
  title: FindingIn<'findings-active'>;
  values: FindingDraft['values'];
};

/** High by CVSS and by KooGallery's list of high-risk vulnerabilities alike. */
const draft = (point: InsertionPoint, { title, values, ...rest }: Parts): FindingDraft => ({
  checkId: 'sql-injection',
  class: 'SQL_INJECTION',
  titleKey: `findings-active.${title}`,
  values: { parameter: point.name, ...values },
  severity: 'HIGH',
  cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  cvssScore: 9.8,
  cwe: 89,
  method: point.method,
  url: point.url,
  parameter: { location: point.location, name: point.name },
  ...rest,
});

function quoteFinding(point: InsertionPoint, { sink, isCertain, response }: QuoteProof): FindingDraft {
  const { payload, exchange, error } = response;
  return draft(point, {
    title: error ? 'sqlError' : 'sqlQuoting',
    values: error ? { payload, database: error.database } : { payload },
    confidence: isCertain ? 'CONFIRMED' : 'LIKELY',
    sink,
    evidence: toEvidence(exchange, error ? [error.excerpt, payload] : [payload]),
  });
}

function conditionFinding(point: InsertionPoint, proof: ConditionProof): FindingDraft {
  const { sink, payload, counter, rounds, exchange } = proof;
  return draft(point, {
    title: 'sqlCondition',
    confidence: 'CONFIRMED',
    sink,
    values: { payload, counter, rounds },
    evidence: toEvidence(exchange, [payload]),
  });
}

async function askSaving(point: InsertionPoint, context: ProbeContext, untouched: Untouched) {
  const proof = await proveByName(point, context, untouched);
  return proof ? quoteFinding(point, proof) : null;
}

/** What a crawl writes into a box of which it knows nothing. */
const GUESSED = fieldDefault('text', '');
/** Answers of something in front of the site, or of a check before the statement: quotation marks do not arrive. */
const REFUSED = new Set([403, 405, 406, 418, 429, 501]);

/** A page that reads, and what it says to what breaks every kind of literal. */
async function readBroken(
  point: InsertionPoint,
  context: ProbeContext,
  baseline: Untouched,
): Promise<Known | null> {
  const sent = await context.broken(point);
  if (!sent) return null;
  const at = { head: point.value, mark: sent.mark };
  const broken = readSqlResponse(point, baseline, sent.exchange, { payload: sent.value, at });
  const isKeyed = broken.error === null && (await context.reaction(point)) === 'KEYED';
  // What any other value is told, too, is no failure of a statement.
  return { ...baseline, isKeyed, broken: { ...broken, isFailing: broken.isFailing && !isKeyed } };
}

/** What breaks every literal changes nothing: no statement is made of it, or nothing of it can be seen. */
async function isInert(point: InsertionPoint, context: ProbeContext): Promise<boolean> {
  const reaction = await context.reaction(point);
  return reaction === 'SILENT' || reaction === 'ECHO';
}

/** Whatever the response to a broken value leaves open. */
async function askReading(
  point: InsertionPoint,
  context: ProbeContext,
  first: Known,
): Promise<FindingDraft | null> {
  const { value, location } = point;
  const { broken } = first;
  // What kind of literal it is can be asked without anything that looks like a statement, so it comes first.
  const isQuiet = !isLoud(first);
  const quoting =
    isQuiet && isIgnored(first, broken.facts)
      ? null
      : first.isKeyed && isQuiet
        ? quotingOfKeyed(first)
        : await askQuotes(point, context, first, "'");
  if (quoting?.proof?.isCertain) return quoteFinding(point, quoting.proof);

  // Where any other value is told the same, the untouched page is looked at again once something else is said.
  const known = first.isKeyed && isQuiet ? first : await withUntouched(point, context, first);
  if (!known) return null;
  const isLiteral = quoting !== null && quoting.errorPages.length > 0;
  const unquoted = isNumeric(value) ? [numberForm(location)] : orderForms(value, location);
  const calculated = isLiteral ? null : await proveByForms(point, context, known, unquoted);
  if (calculated) return conditionFinding(point, calculated);
  if (!quoting || (isQuiet && isIgnored(known, broken.facts))) return null;
  return isQuiet ? askQuiet(point, context, known, quoting) : askLoud(point, context, known, quoting);
}

/** A page that shows messages or fails: which quotation mark is it that breaks the statement? */
async function askLoud(
  point: InsertionPoint,
  context: ProbeContext,
  known: Known,
  single: Quoting,
): Promise<FindingDraft | null> {
  const { error } = known.broken;
  for (const quote of quotesFor(point.value)) {
    const quoting = quote === single.quote ? single : await askQuotes(point, context, known, quote);
    if (!quoting) return null;
    if (quoting.proof?.isCertain) return quoteFinding(point, quoting.proof);
    if (quoting.isOther || (error && quoting.errorPages.length === 0)) continue;
    const compared = await proveByLiteral(point, context, known, quoting);
    if (compared) return conditionFinding(point, compared);
    // A literal has one kind of quotation mark: what the others do says nothing more.
    if (quoting.proof) return quoteFinding(point, quoting.proof);
  }
  if (!error?.isStatement) return null;
  const proof =
    (await proveByBackslash(point, context, known)) ??
    (isNumeric(point.value) ? await proveByComment(point, context, known) : null);
  return proof && quoteFinding(point, proof);
}

/** A page on which a broken value is only another response, such as one without rows. */
async function askQuiet(
  point: InsertionPoint,
  context: ProbeContext,
  known: Known,
  single: Quoting,
): Promise<FindingDraft | null> {
  const { exchange } = known.broken;
  const isRefused = REFUSED.has(exchange.response.status);
  if (isRefused && single.wholePages.every((page) => page.has(statusFact(exchange)))) return null;
  const isCrash = exchange.response.status >= 500;
  const others: SqlQuote[] = isCrash ? quotesFor(point.value).filter((quote) => quote !== "'") : ['"'];
  const further = others.map((quote): Quoting => ({ ...single, quote }));
  for (const quoting of single.errorPages.length > 0 ? [single] : [single, ...further]) {
    const compared = await proveByLiteral(point, context, known, quoting);
    if (compared) return conditionFinding(point, compared);
  }
  return null;
}

/**
 * SQL injection (OWASP WSTG-INPV-05) without harm: every form comes to the untouched value or fails (`sql/forms.ts`),
 * nothing is stacked, delayed or commented away, and where something is saved only names with an apostrophe are sent.
 * Confirmed by two proofs unlike each other: a message for one quotation mark and for two that are apart, but not for
 * two that are one; or an error that the database itself runs into, told from a statement that differs in one number.
 */
export const sqlInjection: ActiveCheck = {
  kind: 'active',
  id: 'sql-injection',
  version: 6,
  class: 'SQL_INJECTION',
  cwe: 89,
  applies: () => true,
  async run(place, context) {
    const first = await readUntouched(place, context);
    if (!first) return [];
    if (place.effect === 'SAVES') return listed(await askSaving(place, context, first));
    const { point, untouched } = await asNumber(place, context, first);
    const known = await readBroken(point, context, untouched);
    if (!known || !(await isTelling(point, context, known))) return [];
    return listed(await askReading(point, context, known));
  },
  // A page that says nothing of errors is asked in many ways.
  async runFurther(point, context) {
    const untouched = point.effect === 'SAVES' ? null : await readUntouched(point, context);
    const known = untouched && (await readBroken(point, context, untouched));
    if (!known || (await isTelling(point, context, known))) return [];
    const isQuiet = await isInert(point, context);
    return listed(await (isQuiet ? askGuessed(point, context, known) : askReading(point, context, known)));
  },
};

/** A message, a failing server, or another response to broken literals than to ordinary punctuation. */
async function isTelling(point: InsertionPoint, context: ProbeContext, known: Known): Promise<boolean> {
  return isLoud(known) || (await context.reaction(point)) === 'OPEN';
}

const listed = (found: FindingDraft | null): FindingDraft[] => (found ? [found] : []);

/** What was guessed for an empty box chooses nothing where a number is compared without a message: a number is tried. */
async function askGuessed(
  { value, ...place }: InsertionPoint,
  context: ProbeContext,
  { broken, pages }: Known,
): Promise<FindingDraft | null> {
  if (value !== GUESSED) return null;
  const point = { ...place, value: '1' };
  const exchange = await context.probe(point, point.value);
  if (!exchange) return null;
  const facts = pageFacts(exchange, [point.value]);
  if (!areApart([facts], [...pages, broken.facts])) return null;
  const first = { exchange, text: decodedBodyText(exchange), pages: [facts], broken, isKeyed: false };
  const known = await withUntouched(point, context, first);
  const proof = known && (await proveByForms(point, context, known, [numberForm(point.location)]));
  return proof && conditionFinding(point, proof);
}

async function readUntouched(point: InsertionPoint, context: ProbeContext): Promise<Untouched | null> {
  const exchange = await context.baseline(point);
  const pages = exchange ? [pageFacts(exchange, [point.value])] : [];
  return exchange && { exchange, text: decodedBodyText(exchange), pages };
}
