import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../check';
import { areApart, type PageFacts, pageFacts } from '../sql/page-facts';
import { anyQuotes, anyWindowsQuotes, type CommandForm, eitherShell } from './command-forms';
import {
  type Condition,
  cmdDivided,
  cmdFolder,
  shCompared,
  shPrinted,
  shPrintedPlain,
  shRest,
} from './conditions';

export type StatusProof = { shell: 'sh' | 'cmd'; payload: string; counter: string; exchange: Exchange };

/** `conditions`: the first is asked first, the others have to show the same. */
type StatusForm = {
  shell: 'sh' | 'cmd';
  conditions: readonly Condition[];
  write: CommandForm['write'];
};

const FORMS: readonly StatusForm[] = [
  { shell: 'sh', conditions: [shCompared, shRest], write: anyQuotes(':;') },
  { shell: 'cmd', conditions: [cmdDivided, cmdFolder], write: anyWindowsQuotes },
];
/** What succeeds leaves the value as it was, what fails makes another word of it. */
const SUBSTITUTED: StatusForm = {
  shell: 'sh',
  conditions: [shPrinted, shPrintedPlain],
  write: (value, command) => `${value}$(${command})`,
};
/** S succeeds, F fails: the order of no page that changes by turns. */
const ORDER = 'FSSFSFFS';

type Sent = { payload: string; exchange: Exchange };

/**
 * Whether a page tells commands that succeed from commands that fail, where they differ in a number or a name only: what
 * shows whether its command succeeded and nothing of its output. One request for both shells where it does not.
 * @param succeeded commands of both shells that succeed
 */
export async function proveByStatus(
  point: InsertionPoint,
  context: ProbeContext,
  succeeded: Sent,
): Promise<StatusProof | null> {
  const mark = context.mark();
  const failing = eitherShell(point.value, shCompared(mark, false), cmdDivided(mark, false));
  const exchange = await context.probe(point, failing);
  if (!exchange || !areApart([facts(point, succeeded)], [facts(point, { payload: failing, exchange })]))
    return null;
  for (const form of FORMS) {
    const proof = await proveForm(point, context, form);
    if (proof) return proof;
  }
  return null;
}

const facts = (point: InsertionPoint, { payload, exchange }: Sent): PageFacts =>
  pageFacts(exchange, [payload, point.value]);

/**
 * Whether the value becomes another one by a command within it that fails, and stays what it was by one that succeeds:
 * what shows neither its output nor its status, but whether it is up, found, or how long. @param usual its own answer
 */
export const proveBySubstitution = (
  point: InsertionPoint,
  context: ProbeContext,
  usual: Exchange,
): Promise<StatusProof | null> =>
  proveForm(point, context, SUBSTITUTED, { payload: point.value, exchange: usual });

async function proveForm(
  point: InsertionPoint,
  context: ProbeContext,
  { conditions, write, shell }: StatusForm,
  succeeded: Sent | null = null,
): Promise<StatusProof | null> {
  const pages: Record<'S' | 'F', PageFacts[]> = { S: succeeded ? [facts(point, succeeded)] : [], F: [] };
  const sent: Sent[] = [];
  for (const condition of conditions)
    for (const step of ORDER) {
      const payload = write(point.value, condition(context.mark(), step === 'S'));
      const exchange = await context.probe(point, payload);
      if (!exchange) return null;
      sent.push({ payload, exchange });
      pages[step === 'S' ? 'S' : 'F'].push(facts(point, { payload, exchange }));
      if (pages.S.length > 0 && !areApart(pages.S, pages.F)) return null;
    }
  const [failure, success] = sent;
  return success && failure ? { shell, ...success, counter: failure.payload } : null;
}
