import { Command, InvalidArgumentError } from 'commander';
import { planRun } from '@/lib/connection-tests/rules/run-plan';
import { SECOND_MS } from '@/lib/core/clock';
import { CHANGE_RETRY_HOURS, ORDER_RETRY_HOURS } from '@/lib/core/policy';
import { buildReport } from '../seller-test/build-report';
import { type CommandWorld, processWorld } from '../seller-test/command-world';
import { debugActivity } from '../seller-test/debug-activity';
import { describeCall } from '../seller-test/describe-call';
import { hideKeysIn } from '../seller-test/hide-keys-in';
import { listInterfaces, readCaseFile, requireValid, toJsonObject } from '../seller-test/read-cases';
import { retryActivity, watchActivity } from '../seller-test/repeat-activity';
import { sayTest, translate, usageError } from '../seller-test/say-test';
import {
  readHostAndPort,
  readSeller,
  type Seller,
  type SellerOptions,
  withSellerOptions,
} from '../seller-test/seller-options';
import { runSeller, sellerDeps } from '../seller-test/seller-run';
import { showCall } from '../seller-test/show-call';
import { toOutline } from '../seller-test/write-summary';
import { EXIT, EXIT_BY_RESULT } from './exit-codes';
import { readNamed, withUsage } from './signing-input';
import { processTerminal, type Terminal } from './signing-terminal';

type Options = SellerOptions & {
  activity?: string;
  request?: string;
  template?: string;
  poll?: true;
  watch?: true;
  retry?: true;
  every?: number;
  dailyReplay?: string;
};

const WATCH_SECONDS = 5;
const RETRY_SECONDS = 60;
const OUTCOMES = { pass: EXIT.ok, fail: EXIT.findings, 'in-progress': EXIT.incomplete } as const;

/** `preflight fake-koogallery`: calls a seller on a laptop as KooGallery's debugging page would. */
export function fakeKooGalleryCommand(
  terminal: Terminal = processTerminal,
  world: CommandWorld = processWorld,
): Command {
  const command = new Command('fake-koogallery').description(
    'calls a seller on this machine as KooGallery would, and shows every exchange (default: one whole lifecycle)',
  );
  return withSellerOptions(command)
    .option('--activity <name>', 'call only this interface, as the debugging page does')
    .option(
      '--request <file>',
      'send the values of this JSON object, - for standard input (default: a sample)',
    )
    .option('--template <id>', 'which sample to send')
    .option('--poll', 'follow 000004 with queryInstance until the instance is ready')
    .option('--watch', 'call again until Ctrl-C, and show what changes; --request is read each time')
    .option(
      '--retry',
      `call again as KooGallery does until it is accepted, for ${ORDER_RETRY_HOURS} hours or ${CHANGE_RETRY_HOURS} at most`,
    )
    .option(
      '--every <seconds>',
      `between two calls: ${WATCH_SECONDS} with --watch, ${RETRY_SECONDS} with --retry unless told`,
      secondsOption,
    )
    .option('--daily-replay <file>', 'call the saved cases of a file once, as KooGallery does twice a day')
    .addHelpText(
      'after',
      '\nOnly the host and port of --url may be private. Exit codes: 0 accepted, 1 refused, 2 usage, 3 stopped or' +
        '\nstill in progress.',
    )
    .action((options: Options) => withUsage(command, () => callSeller(options, terminal, world)));
}

async function callSeller(options: Options, terminal: Terminal, world: CommandWorld): Promise<void> {
  refuseContradictions(options);
  const own = URL.canParse(options.url) ? [readHostAndPort(options.url)] : [];
  const seller = await readSeller(options, own, options.request === '-', terminal);
  if (options.activity === undefined) await runLife(options, seller, terminal, world);
  else await debugOne({ ...options, activity: options.activity }, seller, terminal, world);
}

/** @throws InputError for options that mean nothing together */
function refuseContradictions(options: Options): void {
  const single = ['request', 'template', 'poll', 'watch', 'retry'] as const;
  for (const name of single)
    if (options[name] !== undefined && options.activity === undefined)
      throw usageError('optionNeeds', { option: `--${name}`, needed: '--activity' });
  if (options.instance !== undefined && options.activity === undefined && options.dailyReplay === undefined)
    throw usageError('optionNeeds', { option: '--instance', needed: '--activity / --daily-replay' });
  const pairs = [
    ['activity', 'dailyReplay'],
    ['watch', 'retry'],
    ['request', 'template'],
  ] as const;
  for (const [one, other] of pairs)
    if (options[one] !== undefined && options[other] !== undefined)
      throw usageError('optionsExclude', { one: flag(one), other: flag(other) });
  if (options.every !== undefined && !options.watch && !options.retry)
    throw usageError('optionNeeds', { option: '--every', needed: '--watch / --retry' });
  if (options.watch && options.request === '-')
    throw usageError('optionsExclude', { one: '--watch', other: '--request -' });
}

const flag = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** One instance from subscription to release, or the saved cases of a file: every exchange is shown as it ends. */
async function runLife(
  options: Options,
  seller: Seller,
  terminal: Terminal,
  world: CommandWorld,
): Promise<void> {
  const { testFlag: isTestFlagged, instance: instanceId = '', dailyReplay } = options;
  const saved = dailyReplay === undefined ? null : await readCaseFile(dailyReplay, seller, terminal);
  const items = planRun({
    ...seller.declaration,
    savedCases: [],
    sections: [saved ? 'cases' : 'flow'],
    adversarialTests: [],
    ...(saved ? { only: saved.choices } : {}),
  });
  const showing = toShowing(options, seller);
  const run = await runSeller(
    {
      ...{ seller, items, parallelism: 1, isTestFlagged, instanceId },
      isUrlProved: false,
      casePurpose: saved ? 'PROBE' : 'CASE',
      savedRequest: saved?.savedRequest ?? (() => null),
      onEnded: async ({ messages }) => {
        for (const message of messages)
          if (message.purpose !== 'DIAGNOSIS')
            terminal.write(showCall(hideKeysIn(await describeCall(message, showing), showing.keys)));
      },
    },
    { terminal, world, signal: world.stopSignal() },
  );
  const report = await buildReport(run, {
    ...{ seller, isTestFlagged, isRevealed: showing.isRevealed },
    isGiven: () => true,
  });
  terminal.write(toOutline(report));
  terminal.setExitCode(EXIT_BY_RESULT[report.verdict]);
}

async function debugOne(
  { activity, ...options }: Options & { activity: string },
  seller: Seller,
  terminal: Terminal,
  world: CommandWorld,
): Promise<void> {
  const known = listInterfaces(seller);
  const spec = known.find((one) => one.activity === activity);
  if (!spec)
    throw usageError('activityUnknown', {
      unknown: activity,
      known: known.map((one) => one.activity).join(', '),
    });
  const { template, request: path, instance: instanceId = '', testFlag, watch, retry, every } = options;
  const templates = spec.templates.map(({ id }) => id);
  if (template !== undefined && !templates.includes(template))
    throw usageError('templateUnknown', { activity, template, known: templates.join(', ') });
  const read = async (from: string) => {
    const bytes = from === '-' ? await terminal.readInput() : await readNamed(from, terminal);
    const request = toJsonObject(bytes, from);
    requireValid(activity, request, { path: from, place: '1', seller });
    return request;
  };
  const once = path === '-' ? await read(path) : null;
  const signal = world.stopSignal();
  const { deps, close } = sellerDeps(seller, testFlag, { terminal, world, signal });
  try {
    const debugging = debugActivity({
      ...{ spec, seller, deps, instanceId, terminal, showing: toShowing(options, seller) },
      ...(template === undefined ? {} : { templateId: template }),
      readRequest: path === undefined ? null : async () => once ?? read(path),
      isPolled: options.poll === true,
    });
    const everyMs = (every ?? (watch ? WATCH_SECONDS : RETRY_SECONDS)) * SECOND_MS;
    const around = { deps, terminal, everyMs };
    const called = watch
      ? await watchActivity(debugging, around)
      : retry
        ? await retryActivity(activity, debugging, around)
        : await debugging.call(true);
    if (called) terminal.write(`${translate(`connection-checks.outcome.${called.outcome}`)}\n`);
    terminal.setExitCode(called ? OUTCOMES[called.outcome] : EXIT.incomplete);
  } finally {
    close();
  }
}

function toShowing({ reveal }: Options, { target }: Seller) {
  const { accessKey, kitAccessKey } = target;
  return {
    isRevealed: reveal === true,
    keys: kitAccessKey === null ? [accessKey] : [accessKey, kitAccessKey],
  };
}

function secondsOption(text: string): number {
  const value = Number(text);
  const [least, most] = [1, 3_600];
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new InvalidArgumentError(sayTest('wholeNumberInvalid', { least, most }));
  return value;
}
