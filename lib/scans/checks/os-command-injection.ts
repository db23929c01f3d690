import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { type Calculate, type Calculation, isPrinted } from './commands/calculations';
import {
  ARGUMENT_FORMS,
  CMD_PIPE,
  type CommandForm,
  FIRST_FORMS,
  FURTHER_FORMS,
  SUBSTITUTIONS,
  shellSoup,
} from './commands/command-forms';
import { toEvidence } from './probing/exchange-evidence';

type Ran = { payload: string; calculation: Calculation; exchange: Exchange };

async function ask(
  point: InsertionPoint,
  context: ProbeContext,
  { write }: CommandForm,
  calculate: Calculate,
): Promise<Ran | null> {
  const calculation = calculate(context.mark());
  const payload = write(point.value, calculation.command);
  const exchange = await context.probe(point, payload);
  const isRun = exchange !== null && isPrinted(calculation, answerText(exchange));
  return isRun ? { payload, calculation, exchange } : null;
}

const answerText = (exchange: Exchange): string =>
  [...exchange.response.headers.map(([, value]) => value), decodedBodyText(exchange)].join('\n');

/** Whether the page itself calculates what is alone in its value. */
async function isCalculator(
  point: InsertionPoint,
  context: ProbeContext,
  { calculation }: Ran,
): Promise<boolean> {
  const { bare } = calculation;
  const exchange = bare === undefined ? null : await context.probe(point, bare);
  return exchange !== null && isPrinted(calculation, answerText(exchange));
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
      if (await ask(point, context, other, calculate)) return true;
  return false;
}

function finding(point: InsertionPoint, form: CommandForm, ran: Ran): FindingDraft {
  const { payload, calculation, exchange } = ran;
  return {
    checkId: 'os-command-injection',
    class: 'OS_COMMAND_INJECTION',
    titleKey: 'findings-commands.commandInjection',
    values: { parameter: point.name, payload, output: calculation.output, shell: form.shell },
    severity: 'HIGH',
    confidence: 'CONFIRMED',
    cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    cvssScore: 9.8,
    cwe: 78,
    method: point.method,
    url: point.url,
    parameter: { location: point.location, name: point.name },
    sink: form.shell,
    evidence: toEvidence(exchange, [calculation.output, payload]),
  };
}

/**
 * OS command injection (CWE-78, OWASP WSTG-INPV-12): a command behind the value that prints a result which was never
 * sent, and a second one that shows it in another way. Read-only commands of the shell itself, no delays.
 * What a shell prints nowhere is not seen.
 */
export const osCommandInjection: ActiveCheck = {
  kind: 'active',
  id: 'os-command-injection',
  version: 2,
  class: 'OS_COMMAND_INJECTION',
  cwe: 78,
  applies: () => true,
  async run(point, context) {
    const reaction = await context.reaction(point);
    if (reaction === 'SILENT') return [];
    if (reaction === 'ECHO')
      return (await isText(point, context)) ? [] : proveByForms(point, context, FIRST_FORMS);
    // Where another value finds nothing, what breaks a command finds nothing either: only a command that runs tells.
    return proveByForms(point, context, reaction === 'OPEN' ? FIRST_FORMS : FIRST_FORMS.slice(0, 1));
  },
  async runFurther(point, context) {
    const reaction = await context.reaction(point);
    if (reaction === 'ECHO' && (await isText(point, context))) return [];
    // A program that fails for all of these values may not for a command behind them.
    if (reaction === 'SILENT') {
      const forms = TELLING_NAME.test(point.name) ? ARGUMENT_FORMS : [];
      return proveByForms(point, context, [...FIRST_FORMS, ...forms]);
    }
    if (reaction === 'OPEN' || reaction === 'ECHO')
      return proveByForms(point, context, [...FURTHER_FORMS, ...ARGUMENT_FORMS]);
    const further = TELLING_NAME.test(point.name) ? FURTHER_FORMS : [];
    return proveByForms(point, context, [...FIRST_FORMS.slice(1), ...ARGUMENT_FORMS, ...further]);
  },
};

/** Names of what is given to programs. */
const TELLING_NAME =
  /cmd|command|exec|run|shell|ping|trace|lookup|host|domain|server|addr|(?:^|[^a-z])(?:ip|dir|arg|opt|cli|to|url)(?:$|[^a-z])|file|folder|path|option|process|daemon|repo|branch|revision|commit|mingling|yuming|zhuji/i;

/** Whether a line that no shell can read is taken like any other text. */
async function isText(point: InsertionPoint, context: ProbeContext): Promise<boolean> {
  const mark = context.mark();
  return (await context.takesAsText(point, shellSoup(point.value, mark), mark)) === true;
}

async function proveByForms(
  point: InsertionPoint,
  context: ProbeContext,
  forms: readonly CommandForm[],
): Promise<FindingDraft[]> {
  for (const form of forms) {
    const [calculate] = form.proofs;
    const ran = calculate ? await ask(point, context, form, calculate) : null;
    if (!ran || (await isCalculator(point, context, ran))) continue;
    if (await isConfirmed(point, context, form)) return [finding(point, form, ran)];
  }
  return [];
}
