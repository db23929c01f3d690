import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { FindingIn } from '@/lib/i18n/app-messages';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { type Calculate, type Calculation, isPrinted } from './commands/calculations';
import {
  ARGUMENT_FORMS,
  CMD_FORM,
  CMD_PIPE,
  type CommandForm,
  type CommandShell,
  FIRST_FORMS,
  FURTHER_FORMS,
  NAME_FORMS,
  OPTION_FORMS,
  SH_FORM,
  SUBSTITUTIONS,
  shellSoup,
} from './commands/command-forms';
import { proveByStatus, proveBySubstitution, type StatusProof } from './commands/prove-by-status';
import { base64Texts, withoutTags } from './files/shown-text';
import { toEvidence } from './probing/exchange-evidence';
import type { Reaction } from './reaction';
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

type Shown = Pick<FindingDraft, 'values' | 'evidence'> & {
  title: FindingIn<'findings-commands'>;
  shell: CommandShell;
};

function draft(point: InsertionPoint, { title, shell, values, evidence }: Shown): FindingDraft {
  return {
    checkId: 'os-command-injection',
    class: 'OS_COMMAND_INJECTION',
    titleKey: `findings-commands.${title}`,
    values: { parameter: point.name, shell, ...values },
    severity: 'HIGH',
    confidence: 'CONFIRMED',
    cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    cvssScore: 9.8,
    cwe: 78,
    method: point.method,
    url: point.url,
    parameter: { location: point.location, name: point.name },
    sink: shell,
    evidence,
  };
}

const printedFinding = (
  point: InsertionPoint,
  { shell }: CommandForm,
  { payload, calculation: { output }, exchange }: Asked,
): FindingDraft =>
  draft(point, {
    ...{ title: 'commandInjection', shell, values: { payload, output } },
    evidence: toEvidence(exchange, [output, payload]),
  });

const statusFinding = (
  point: InsertionPoint,
  { shell, payload, counter, exchange }: StatusProof,
): FindingDraft =>
  draft(point, {
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
  version: 3,
  class: 'OS_COMMAND_INJECTION',
  cwe: 78,
  applies: () => true,
  async run(point, context) {
    const reaction = await context.reaction(point);
    if (reaction === 'SILENT' || (await isText(reaction, point, context))) return [];
    if (reaction === 'OPEN' || reaction === 'ECHO') return proveByBoth(point, context, FIRST_FORMS);
    // Where another value finds nothing, what breaks a command finds nothing either: only a command that runs tells.
    return (await proveByForms(point, context, [SH_FORM])).found;
  },
  async runFurther(point, context) {
    const reaction = await context.reaction(point);
    if (await isText(reaction, point, context)) return [];
    if (reaction === 'OPEN' || reaction === 'ECHO') {
      const { found } = await proveByForms(point, context, [...FURTHER_FORMS, ...ARGUMENT_FORMS]);
      return found.length > 0 ? found : proveWithin(point, context);
    }
    const isTelling = TELLING_NAME.test(point.name) || TELLING_VALUE.test(point.value);
    // A program that fails for all of these values may not for a command behind them.
    if (reaction === 'SILENT')
      return proveByBoth(point, context, [...FIRST_FORMS, ...(isTelling ? ARGUMENT_FORMS : OPTION_FORMS)]);
    const further = isTelling ? FURTHER_FORMS : NAME_FORMS;
    const found = await proveByBoth(point, context, [...FIRST_FORMS.slice(1), ...ARGUMENT_FORMS, ...further]);
    return found.length > 0 || !isTelling ? found : proveWithin(point, context);
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
const TELLING_VALUE = /^(?:\d{1,3}\.){3}\d{1,3}$|^[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[a-z]{2,12}$/i;

/** Whether a page that repeats its value takes a line that no shell can read like any other text. */
async function isText(reaction: Reaction, point: InsertionPoint, context: ProbeContext): Promise<boolean> {
  if (reaction !== 'ECHO') return false;
  const mark = context.mark();
  return (await context.takesAsText(point, shellSoup(point.value, mark), mark)) === true;
}

type Tried = { found: FindingDraft[]; asked: ReadonlyMap<CommandForm, Asked> };

/** By what a command prints. */
async function proveByForms(
  point: InsertionPoint,
  context: ProbeContext,
  forms: readonly CommandForm[],
): Promise<Tried> {
  const asked = new Map<CommandForm, Asked>();
  for (const form of forms.filter(({ fits }) => fits?.test(point.value) ?? true)) {
    const [calculate] = form.proofs;
    const one = calculate ? await ask(point, context, form, calculate) : null;
    if (one) asked.set(form, one);
    if (!one?.isRun || (await isCalculator(point, context, one))) continue;
    if (await isConfirmed(point, context, form)) return { found: [printedFinding(point, form, one)], asked };
  }
  return { found: [], asked };
}

/** By what a command prints, else by whether it succeeds, unless the page says to all of them what it always says. */
async function proveByBoth(
  point: InsertionPoint,
  context: ProbeContext,
  forms: readonly CommandForm[],
): Promise<FindingDraft[]> {
  const { found, asked } = await proveByForms(point, context, forms);
  const usual = await context.baseline(point);
  if (found.length > 0 || !usual) return found;
  const isQuiet = (await context.reaction(point)) === 'SILENT';
  const isIgnored = ({ exchange, payload }: Asked) => saysTheSame(usual, exchange, [payload, point.value]);
  if (isQuiet && [...asked.values()].every(isIgnored)) return [];
  // What was asked so far succeeded, as the untouched command may have: only a failure shows that it was one.
  const succeeded = { sh: asked.get(SH_FORM) ?? null, cmd: asked.get(CMD_FORM) ?? null };
  const proof = await proveByStatus(point, context, succeeded);
  return proof ? [statusFinding(point, proof)] : [];
}
