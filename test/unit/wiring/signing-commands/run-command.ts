import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { fixedClock } from '@/lib/core/clock';
import { nodeRandom } from '@/lib/signing/node-primitives';
import type { Terminal } from '@/lib/wiring/commands/signing-terminal';

export const AT = '2026-03-01T08:00:00.123Z';
export const KEY = 'd3c1a8f0-2b7e-4c55';
/** Names the key in every test that is not about keys. */
export const WITH_KEY = ['--access-key-env', 'KEY'];

export type World = {
  input?: string | Uint8Array;
  files?: Record<string, string | Uint8Array>;
  environment?: Record<string, string>;
  isInteractive?: boolean;
  answer?: string;
};
export type Outcome = { code: number | null; out: string; error: string; questions: string[] };

const bytes = (value: string | Uint8Array) =>
  typeof value === 'string' ? new TextEncoder().encode(value) : value;

/** Runs a command in a world of its own: no process, no files, no clock that moves. */
export async function runCommand(
  make: (terminal: Terminal) => Command,
  options: readonly string[],
  world: World = {},
): Promise<Outcome> {
  const outcome: Outcome = { code: null, out: '', error: '', questions: [] };
  const write = (text: string) => {
    outcome.out += text;
  };
  const writeError = (text: string) => {
    outcome.error += text;
  };
  const environment: Record<string, string> = { KEY, ...world.environment };
  const command = make({
    isInteractive: world.isInteractive ?? false,
    readInput: async () => bytes(world.input ?? ''),
    ask: async (question) => {
      outcome.questions.push(question);
      return world.answer ?? '';
    },
    readFile: async (path) => {
      const content = world.files?.[path];
      if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return bytes(content);
    },
    environment: (name) => environment[name],
    write,
    writeError,
    setExitCode: (code) => {
      outcome.code = code;
    },
    clock: fixedClock(AT),
    random: nodeRandom,
  })
    .exitOverride()
    .configureOutput({ writeErr: writeError, writeOut: write });
  try {
    await command.parseAsync(options, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    outcome.code = error.exitCode === 0 ? 0 : 2;
  }
  return outcome;
}
