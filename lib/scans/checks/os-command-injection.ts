import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { type Calculate, type Calculation, isPrinted } from './commands/calculations';
import {
  ARGUMENT_FORMS,
  CMD_FORM,
  CMD_PIPE,
  type CommandForm,
  eitherShell,
  FURTHER_FORMS,
  OPTION_FORMS,
  PIPE_FORM,
  SH_FORM,
  SUBSTITUTIONS,
  shellSoup,
  UNLIKELY_FORMS,
} from './commands/command-forms';
import { draftCommandFinding } from './commands/draft-command-finding';
import { proveByStatus, proveBySubstitution, type StatusProof } from './commands/prove-by-status';
import { base64Texts, withoutTags } from './files/shown-text';
import { toEvidence } from './probing/exchange-evidence';
import type { Reaction } from './reaction';
import { destinationsBy } from './redirects/destinations';
import { saysTheSame } from './sql/page-facts';

type Asked = { payload: string; calculation: Calculation; exchange: Exchange; isRun: boolean };

async function ask(
  point: InsertionPoint,
  context: ProbeContext,
  { write }: CommandForm,
  calculate: Calculate,
): Promise<Asked | null> {
  const calculation = calculate(context.mark());
  const payload = write(point.value, calculation.command);
  const exchange = await context.probe(point, payload);
  return exchange && { payload, calculation, exchange, isRun: isPrinted(calculation, printedText(exchange)) };
}

/** As it is, between elements of the page, and in base64; without its escapes, which a shell takes out of words, too. */
function printedText(exchange: Exchange): string {
  const headers = exchange.response.headers.map(([, value]) => value);
  const body = decodedBodyText(exchange);
  return [...headers, body, withoutTags(body), base64Texts(body)].join('\n');
}

/** Whether the page itself calculates what is alone in its value. */
async function isCalculator(
  point: InsertionPoint,
  context: ProbeContext,
  { calculation }: Asked,
): Promise<boolean> {
  const { bare } = calculation;
  const exchange = bare === undefined ? null : await context.probe(point, bare);
  return exchange !== null && isPrinted(calculation, printedText(exchange));
}

/** A second, unlike proof. Where only what is within the command is carried out, a substitution brings it there. */
async function isConfirmed(
  point: InsertionPoint,
  context: ProbeContext,
  form: CommandForm,
): Promise<boolean> {
  const others =
    form.shell === 'sh' ? [form, ...SUBSTITUTIONS] : form.shell === 'cmd' ? [form, CMD_PIPE] : [form];
  for (const other of others)
    for (const calculate of form.proofs.slice(1))
      if ((await ask(point, context, other, calculate))?.isRun) return true;
  return false;
}

const printedFinding = (
  point: InsertionPoint,
  { shell }: CommandForm,
  { payload, calculation: { output }, exchange }: Asked,
): FindingDraft =>
  draftCommandFinding(point, {
    ...{ title: 'commandInjection', shell, values: { payload, output } },
    evidence: toEvidence(exchange, [output, payload]),
  });

const statusFinding = (
  point: InsertionPoint,
  { shell, payload, counter, exchange }: StatusProof,
): FindingDraft =>
  draftCommandFinding(point, {
    ...{ title: 'commandStatus', shell, values: { payload, counter } },
    evidence: toEvidence(exchange, [payload]),
  });

/**
 * OS command injection (CWE-78, OWASP WSTG-INPV-12): a command behind the value that prints a result which was never
 * sent, and a second one that shows it in another way. Where nothing is printed, commands that differ in one number only
 * succeed and fail, in two ways. Read-only commands of the shell itself, no delays. What shows neither is not seen.
 */
export const osCommandInjection: ActiveCheck = {
  kind: 'active',
  id: 'os-command-injection',
  version: 6,
  class: 'OS_COMMAND_INJECTION',
  cwe: 78,
  applies: () => true,
  async run(point, context) {
    const reaction = await context.reaction(point);
    if (reaction === 'SILENT' || (await isText(reaction, point, context))) return [];
    const tried = await proveEither(point, context);
    if (reaction === 'OPEN' || reaction === 'ECHO') return proveByBoth(point, context, tried, [PIPE_FORM]);
    // Where another value finds nothing, what breaks a command finds nothing either: only a command that runs tells.
    const broken = await context.broken(point);
    return broken && !saysLike(broken.exchange, broken.value, tried.either, point)
      ? proveByBoth(point, context, tried, [])
      : tried.found;
  },
  async runFurther(point, context) {
    const reaction = await context.reaction(point);
    if (await isText(reaction, point, context)) return [];
    const isTelling = TELLING_NAME.test(point.name) || TELLING_VALUE.test(point.value);
    // A program that fails for all of these values may not for a command behind them.
    if (reaction === 'SILENT') {
      const forms = isTelling ? [PIPE_FORM, ...ARGUMENT_FORMS] : OPTION_FORMS;
      return proveByBoth(point, context, await proveEither(point, context), forms);
    }
    const usual = await context.baseline(point);
    // An address that the page leads on to.
    if (usual && destinationsBy(usual, point.value).length > 0 && !isTelling) return [];
    const isOpen = reaction === 'OPEN' || reaction === 'ECHO';
    const further = isOpen || isTelling ? [...ARGUMENT_FORMS, ...FURTHER_FORMS] : UNLIKELY_FORMS;
    const forms = isOpen ? [SH_FORM, CMD_FORM, ...further] : [PIPE_FORM, ...further];
    const { found } = await proveByForms(point, context, forms);
    return found.length > 0 || !(isOpen || isTelling) ? found : proveWithin(point, context);
  },
};

async function proveWithin(point: InsertionPoint, context: ProbeContext): Promise<FindingDraft[]> {
  const usual = await context.baseline(point);
  const proof = usual && (await proveBySubstitution(point, context, usual));
  return proof ? [statusFinding(point, proof)] : [];
}

/** Names of what is given to programs. */
const TELLING_NAME =
  /cmd|command|exec|run|shell|ping|trace|lookup|host|domain|server|addr|(?:^|[^a-z])(?:ip|dir|arg|opt|cli|to|url)(?:$|[^a-z])|file|folder|path|option|process|daemon|repo|branch|revision|commit|mingling|yuming|zhuji/i;

/** Addresses and names of hosts and files. */
const TELLING_VALUE =
  /^localhost$|^(?:\d{1,3}\.){3}\d{1,3}$|^[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[a-z]{2,12}$/i;

/** Whether a page that repeats its value takes a line that no shell can read like any other text. */
async function isText(reaction: Reaction, point: InsertionPoint, context: ProbeContext): Promise<boolean> {
  if (reaction !== 'ECHO') return false;
  const mark = context.mark();
  return (await context.takesAsText(point, shellSoup(point.value, mark), mark)) === true;
}

/** `either`: the answer to commands of both shells in one. */
type Tried = { found: FindingDraft[]; either: Asked | null; asked: readonly Asked[] };

const saysLike = (usual: Exchange, value: string, asked: Asked | null, point: InsertionPoint): boolean =>
  asked === null || saysTheSame(usual, asked.exchange, [asked.payload, value, point.value]);

/** What a form that printed its result comes to. */
async function judge(
  point: InsertionPoint,
  context: ProbeContext,
  form: CommandForm,
  one: Asked,
): Promise<FindingDraft[]> {
  if (!one.isRun || (await isCalculator(point, context, one))) return [];
  return (await isConfirmed(point, context, form)) ? [printedFinding(point, form, one)] : [];
}

/** By what a command of either shell prints: one request where neither does. */
async function proveEither(point: InsertionPoint, context: ProbeContext): Promise<Tried> {
  const forms = [SH_FORM, CMD_FORM].flatMap((form) =>
    form.proofs.slice(0, 1).map((calculate) => ({ form, calculation: calculate(context.mark()) })),
  );
  const [command = '', windowsCommand = ''] = forms.map(({ calculation }) => calculation.command);
  const payload = eitherShell(point.value, command, windowsCommand);
  const exchange = await context.probe(point, payload);
  if (!exchange) return { found: [], either: null, asked: [] };
  const text = printedText(exchange);
  const asked = forms.map(({ form, calculation }) => ({
    form,
    one: { payload, calculation, exchange, isRun: isPrinted(calculation, text) },
  }));
  const [first] = asked;
  for (const { form, one } of asked) {
    const found = await judge(point, context, form, one);
    if (found.length > 0) return { found, either: one, asked: [one] };
  }
  return { found: [], either: first?.one ?? null, asked: first ? [first.one] : [] };
}

/** By what a command prints. */
async function proveByForms(
  point: InsertionPoint,
  context: ProbeContext,
  forms: readonly CommandForm[],
): Promise<Pick<Tried, 'found' | 'asked'>> {
  const asked: Asked[] = [];
  for (const form of forms.filter(({ fits }) => fits?.test(point.value) ?? true)) {
    const [calculate] = form.proofs;
    const one = calculate ? await ask(point, context, form, calculate) : null;
    if (!one) continue;
    asked.push(one);
    const found = await judge(point, context, form, one);
    if (found.length > 0) return { found, asked };
  }
  return { found: [], asked };
}

/** By what a command prints, else by whether it succeeds, unless the page says to all of them what it always says. */
async function proveByBoth(
  point: InsertionPoint,
  context: ProbeContext,
  tried: Tried,
  forms: readonly CommandForm[],
): Promise<FindingDraft[]> {
  if (tried.found.length > 0) return tried.found;
  const { found, asked } = await proveByForms(point, context, forms);
  const usual = await context.baseline(point);
  if (found.length > 0 || !usual || !tried.either) return found;
  const isQuiet = (await context.reaction(point)) === 'SILENT';
  if (isQuiet && [...tried.asked, ...asked].every((one) => saysLike(usual, point.value, one, point)))
    return [];
  const proof = await proveByStatus(point, context, tried.either);
  return proof ? [statusFinding(point, proof)] : [];
}
