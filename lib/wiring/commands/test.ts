import { Command, InvalidArgumentError } from 'commander';
import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import type { RunItem, RunSection } from '@/lib/connection-tests/rules/run-item';
import { PARALLELISM, planRun } from '@/lib/connection-tests/rules/run-plan';
import { buildReport } from '../seller-test/build-report';
import { type CommandWorld, processWorld } from '../seller-test/command-world';
import { type ChosenCases, readCases } from '../seller-test/read-cases';
import { sayTest, usageError } from '../seller-test/say-test';
import {
  readSeller,
  type Seller,
  type SellerOptions,
  withSellerOptions,
} from '../seller-test/seller-options';
import { runSeller } from '../seller-test/seller-run';
import { titleItem } from '../seller-test/sentences';
import type { TestReport } from '../seller-test/test-report';
import { toJunitXml } from '../seller-test/write-junit';
import { forTerminal, itemMark, toSummary } from '../seller-test/write-summary';
import { EXIT_BY_RESULT } from './exit-codes';
import { withUsage } from './signing-input';
import { processTerminal, type Terminal } from './signing-terminal';

type Options = SellerOptions & {
  cases?: string;
  flow?: true;
  adversarial?: true;
  parallelism: number;
  allowPrivate: readonly string[];
  json?: string;
  junit?: string;
};

const STANDARD_OUTPUT = '-';

/** `preflight test`: proves the production URL and runs cases, flow and suite without database or browser. */
export function testCommand(
  terminal: Terminal = processTerminal,
  world: CommandWorld = processWorld,
): Command {
  const command = new Command('test').description(
    'calls the interfaces of a seller as KooGallery does and says what would go wrong; no database needed',
  );
  return withSellerOptions(command)
    .option(
      '--cases <names or file>',
      'newInstance,queryInstance,… or a JSON file of saved cases (default: all)',
    )
    .option('--flow', 'also run the lifecycle of one instance')
    .option('--adversarial', 'also send forged, stale, repeated and unusual calls')
    .option('--parallelism <n>', 'how many items run at once', parallelismOption, PARALLELISM.default)
    .option(
      '--allow-private <host:port>',
      'a loopback or private seller that may be called (repeatable)',
      placeOption,
      [],
    )
    .option('--json <file>', 'write the full report as JSON, - for standard output')
    .option('--junit <file>', 'write JUnit XML, - for standard output')
    .addHelpText(
      'after',
      '\nThe key is never on the command line or in a report. Exit codes: 0 all passed,' +
        '\n1 something failed, 2 usage, 3 stopped or not everything could be run.',
    )
    .action((options: Options) => withUsage(command, () => test(options, terminal, world)));
}

async function test(options: Options, terminal: Terminal, world: CommandWorld): Promise<void> {
  const {
    testFlag: isTestFlagged,
    parallelism,
    instance: instanceId = '',
    reveal: isRevealed = false,
  } = options;
  // All cases include newInstance; the others then use its instance.
  if (options.instance !== undefined && options.cases === undefined)
    throw usageError('optionNeeds', { option: '--instance', needed: '--cases' });
  await prepareOutputs(options, world);
  const seller = await readSeller(options, options.allowPrivate, false, terminal);
  const chosen =
    options.cases === undefined ? null : await readCases(options.cases, seller, instanceId !== '', terminal);
  const savedRequest = chosen?.savedRequest ?? (() => null);
  const items = chooseItems(options, seller, chosen);
  const signal = world.stopSignal();
  signal.addEventListener('abort', () => terminal.writeError(`${sayTest('stopping')}\n`), { once: true });
  terminal.writeError(`${sayTest('starting', { count: items.length })}\n`);
  const run = await runSeller(
    {
      ...{ seller, items, parallelism, isTestFlagged, instanceId, savedRequest },
      isUrlProved: true,
      casePurpose: 'CASE',
      onEnded: progressPrinter(items.length, terminal),
    },
    { terminal, world, signal },
  );
  const report = await buildReport(run, {
    ...{ seller, isTestFlagged, isRevealed },
    isGiven: ({ activity, caseName }) => savedRequest(activity, caseName) !== null,
  });
  await writeReport(report, options, terminal, world);
  terminal.setExitCode(EXIT_BY_RESULT[report.verdict]);
}

function chooseItems(
  { flow, adversarial }: Options,
  { declaration }: Seller,
  chosen: ChosenCases | null,
): RunItem[] {
  const sections: RunSection[] = ['cases', ...(flow ? (['flow'] as const) : [])];
  return planRun({
    ...declaration,
    savedCases: [],
    sections: adversarial ? [...sections, 'adversarial'] : sections,
    adversarialTests: ADVERSARIAL_SUITE,
    ...(chosen ? { only: chosen.choices } : {}),
  });
}

/** One line on stderr for each item as it ends. */
function progressPrinter(total: number, terminal: Terminal): (result: { item: RunItem }) => void {
  let done = 0;
  return ({ item }) => {
    done += 1;
    const values = {
      done: String(done).padStart(String(total).length),
      of: total,
      mark: itemMark(item.state),
    };
    terminal.writeError(forTerminal(`${sayTest('progress', { ...values, title: titleItem(item) })}\n`));
  };
}

/** @throws InputError where a result could not be written after a long run */
async function prepareOutputs({ json, junit }: Options, world: CommandWorld): Promise<void> {
  if (json === STANDARD_OUTPUT && junit === STANDARD_OUTPUT) throw usageError('outputTwice');
  for (const path of [json, junit]) {
    if (path === undefined || path === STANDARD_OUTPUT) continue;
    await world.prepareFile(path).catch((error: unknown) => {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw usageError('fileUnwritable', { path, reason });
    });
  }
}

/** The files first: what a terminal shows can be lost. The summary gives way on standard output. */
async function writeReport(
  report: TestReport,
  { json, junit }: Options,
  terminal: Terminal,
  world: CommandWorld,
): Promise<void> {
  const outputs: [string | undefined, () => string][] = [
    [json, () => `${JSON.stringify(report, null, 2)}\n`],
    [junit, () => toJunitXml(report)],
  ];
  for (const [path, text] of outputs)
    if (path !== undefined && path !== STANDARD_OUTPUT) await world.writeFile(path, text());
  const piped = outputs.find(([path]) => path === STANDARD_OUTPUT)?.[1];
  if (piped) terminal.write(piped());
  const summary = toSummary(report);
  if (piped) terminal.writeError(summary);
  else terminal.write(`\n${summary}`);
}

function parallelismOption(text: string): number {
  const { least, most } = PARALLELISM;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new InvalidArgumentError(sayTest('wholeNumberInvalid', { least, most }));
  return value;
}

function placeOption(text: string, before: readonly string[]): readonly string[] {
  if (!/^(\[[0-9a-f:.]+\]|[^\s:/]+):\d{1,5}$/i.test(text))
    throw new InvalidArgumentError(sayTest('placeInvalid'));
  return [...before, text];
}
