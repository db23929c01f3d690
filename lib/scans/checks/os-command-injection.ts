import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { FindingIn } from '@/lib/i18n/app-messages';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { type Calculate, type Calculation, isPrinted } from './commands/calculations';
import { COMMAND_FORMS, type CommandForm, type CommandShell, SUBSTITUTIONS } from './commands/command-forms';
import { proveByStatus, type StatusProof } from './commands/prove-by-status';
import { base64Texts, withoutTags } from './files/shown-text';
import { toEvidence } from './probing/exchange-evidence';
import { saysTheSame } from './sql/page-facts';

/** Forms of different shells: where the page says to both what it always says, it hands nothing on that it shows. */
const WITNESSES = 2;

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
  return exchange && { payload, calculation, exchange, isRun: isPrinted(calculation, answerText(exchange)) };
}

/** As it is, between elements of the page, and in base64; without its escapes, which a shell takes out of words, too. */
function answerText(exchange: Exchange): string {
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
  return exchange !== null && isPrinted(calculation, answerText(exchange));
}

/** A second, unlike proof. Where only what is within the command is carried out, a substitution brings it there. */
async function isConfirmed(
  point: InsertionPoint,
  context: ProbeContext,
  form: CommandForm,
): Promise<boolean> {
  const others = form.shell === 'sh' ? [form, ...SUBSTITUTIONS] : [form];
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
  version: 2,
  class: 'OS_COMMAND_INJECTION',
  cwe: 78,
  applies: () => true,
  async run(point, context) {
    const usual = await context.baseline(point);
    if (!usual) return [];
    const asked: (Asked | null)[] = [];
    const isIgnored = () =>
      asked.every((one) => one && saysTheSame(usual, one.exchange, [one.payload, point.value]));
    let isQuiet = false;
    for (const form of COMMAND_FORMS.filter(({ fits }) => fits?.test(point.value) ?? true)) {
      isQuiet ||= asked.length === WITNESSES && isIgnored();
      if (isQuiet && !form.isQuiet) continue;
      const [calculate] = form.proofs;
      const one = calculate ? await ask(point, context, form, calculate) : null;
      asked.push(one);
      if (!one?.isRun || (await isCalculator(point, context, one))) continue;
      if (await isConfirmed(point, context, form)) return [printedFinding(point, form, one)];
    }
    const [sh, cmd] = asked;
    // What was asked so far succeeded, as the untouched command may have: only a failure shows that it was one.
    const proof = await proveByStatus(point, context, { sh: sh ?? null, cmd: cmd ?? null });
    return proof ? [statusFinding(point, proof)] : [];
  },
};
