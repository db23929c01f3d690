import { type Command, CommanderError } from 'commander';
import { systemClock } from '@/lib/core/clock';
import type { FakeSeller } from '@/lib/fakes/start-fake-seller';
import { nodeRandom } from '@/lib/signing/node-primitives';
import type { Terminal } from '@/lib/wiring/commands/signing-terminal';
import type { CommandWorld } from '@/lib/wiring/seller-test/command-world';

/** Planted: it may stand in nothing that a command shows or writes. */
export const KEY = 'planted-key-7Hq2mZ';
export const KIT_KEY = 'planted-kit-key-9Xw4tB';

export type Outcome = { code: number | null; out: string; error: string; files: Map<string, string> };
type Changes = {
  files?: Record<string, string>;
  terminal?: Partial<Terminal>;
  world?: Partial<CommandWorld>;
};

/** The options that reach a seller of the test. */
export const optionsFor = ({ sites }: FakeSeller): string[] => [
  ...['--url', sites.safe.produceUrl, '--access-key-env', 'KEY', '--ca-file', 'ca.pem'],
];

/** Runs a command that calls a seller in this process; waits take no time. */
export async function runAgainst(
  make: (terminal: Terminal, world: CommandWorld) => Command,
  args: readonly string[],
  seller: Pick<FakeSeller, 'caPem' | 'kitPublicKeyPem'> | null,
  changes: Changes = {},
): Promise<Outcome> {
  const outcome: Outcome = { code: null, out: '', error: '', files: new Map() };
  const given: Record<string, string> = {
    'ca.pem': seller?.caPem ?? '',
    'kit.pem': seller?.kitPublicKeyPem ?? '',
    ...changes.files,
  };
  const environment: Record<string, string> = { KEY, KIT_KEY };
  const write = (text: string) => {
    outcome.out += text;
  };
  const writeError = (text: string) => {
    outcome.error += text;
  };
  const terminal: Terminal = {
    isInteractive: false,
    readInput: async () => new TextEncoder().encode(given['-'] ?? ''),
    ask: async () => '',
    readFile: async (path) => {
      const content = given[path];
      if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return new TextEncoder().encode(content);
    },
    environment: (name) => environment[name],
    write,
    writeError,
    setExitCode: (code) => {
      outcome.code = code;
    },
    clock: systemClock,
    random: nodeRandom,
    ...changes.terminal,
  };
  const world: CommandWorld = {
    prepareFile: async (path) => {
      if (path.startsWith('missing/')) throw Object.assign(new Error('no such folder'), { code: 'ENOENT' });
    },
    writeFile: async (path, text) => void outcome.files.set(path, text),
    stopSignal: () => new AbortController().signal,
    pause: async () => {},
    resolve: async () => ['127.0.0.1'],
    ...changes.world,
  };
  const command = make(terminal, world)
    .exitOverride()
    .configureOutput({ writeErr: writeError, writeOut: write });
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    outcome.code = error.exitCode === 0 ? 0 : 2;
  }
  return outcome;
}

/** Everything that a command showed or wrote. */
export const joinOutput = ({ out, error, files }: Outcome): string =>
  [out, error, ...files.values()].join('\n');
