import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { environmentVariable } from '@/lib/config/process-environment';
import { type Clock, systemClock } from '@/lib/core/clock';
import { nodeRandom } from '@/lib/signing/node-primitives';
import type { RandomBytes } from '@/lib/signing/primitives';

/** Everything that a signing command takes from the world around it. */
export type Terminal = {
  /** True when a person sits at standard input; nothing is read from it then but answers to questions. */
  isInteractive: boolean;
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
  /** One line from the person, which is not shown while it is typed. */
  ask(question: string): Promise<string>;
  readFile(path: string): Promise<Uint8Array>;
  environment(name: string): string | undefined;
  write(text: string): void;
  writeError(text: string): void;
  setExitCode(code: number): void;
  clock: Clock;
  random: RandomBytes;
};

export const processTerminal: Terminal = {
  isInteractive: process.stdin.isTTY === true,
  async readInput() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return new Uint8Array(Buffer.concat(chunks));
  },
  async ask(question) {
    process.stderr.write(question);
    const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: process.stdin, output: silence, terminal: true });
    try {
      return await lines.question('');
    } finally {
      lines.close();
      process.stderr.write('\n');
    }
  },
  readFile: async (path) => new Uint8Array(await readFile(path)),
  environment: environmentVariable,
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  setExitCode(code) {
    process.exitCode = code;
  },
  clock: systemClock,
  random: nodeRandom,
};
