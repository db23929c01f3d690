import { type Command, InvalidArgumentError } from 'commander';
import type { KeyIn, MessageKey } from '@/lib/i18n/app-messages';
import { type MessageValues, translator } from '@/lib/i18n/translator';
import { toText } from '@/lib/signing/encoding';
import { parseUnixTimestamp } from '@/lib/signing/verify';
import { PROFILES, type Profile } from '@/lib/signing/wire-message';
import { EXIT } from './exit-codes';
import type { Terminal } from './signing-terminal';

const translate = translator('en');
/** A sentence of the namespace `signing`. */
export const say = (key: KeyIn<'signing'>, values?: MessageValues): string =>
  translate(`signing.${key}`, values);

/** A sentence of the namespace `signing-command`, which no page needs. */
export const sayCommand = (key: KeyIn<'signing-command'>, values?: MessageValues): string =>
  translate(`signing-command.${key}`, values);

/** Inputs that a command cannot work with, told by a text of the command. */
export class InputError extends Error {
  constructor(
    readonly key: MessageKey,
    readonly values: MessageValues = {},
  ) {
    super(key);
    this.name = 'InputError';
  }
}

/** Runs a command's work; what it cannot work with is told on stderr and ends with exit code 2. */
export async function withUsage(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    command.error(translate(error.key, error.values), { exitCode: EXIT.usage });
  }
}

export type KeyOptions = { accessKeyEnv?: string; accessKeyFile?: string };
export type BodyOptions = { body?: string; file?: string };

/** The options that name the access key: where it is, never the key itself. */
export const withKeyOptions = (command: Command): Command =>
  command
    .option('--access-key-env <variable>', 'read the access key from this environment variable')
    .option('--access-key-file <file>', 'read it from this file, - for standard input (default: asked for)');

/**
 * The access key. A last line end in a file belongs to the editor, not to the key.
 * @param needsInput whether the command's message will be read from standard input
 * @throws InputError when there is none
 */
export async function readAccessKey(
  options: KeyOptions,
  needsInput: boolean,
  terminal: Terminal,
): Promise<string> {
  const { accessKeyEnv: variable, accessKeyFile: file } = options;
  if (variable !== undefined && file !== undefined)
    throw new InputError('signing-command.sourceTwice', { options: '--access-key-env, --access-key-file' });
  if (file === '-' && needsInput) throw new InputError('signing-command.inputTwice');
  if (variable !== undefined) return checkedKey(terminal.environment(variable) ?? '', variable);
  if (file !== undefined) return readKeyFile(file, terminal);
  if (!terminal.isInteractive) throw new InputError('signing-command.keyMissing');
  return checkedKey(await terminal.ask(sayCommand('accessKeyPrompt')), '--access-key-env');
}

/** The key in a file, without a last line end. @throws InputError when it holds none */
export async function readKeyFile(file: string, terminal: Terminal): Promise<string> {
  const bytes = file === '-' ? await terminal.readInput() : await readNamed(file, terminal);
  const text = toText(bytes);
  if (text === null) throw new InputError('signing-command.keyNotText', { source: file });
  return checkedKey(withoutLineEnd(text), file);
}

/** @throws InputError when the key is empty */
export function checkedKey(key: string, source: string): string {
  if (key === '') throw new InputError('signing-command.keyEmpty', { source });
  return key;
}

export const withoutLineEnd = (text: string): string => text.replace(/\r?\n$/, '');

/** True when the bytes come from standard input. @throws InputError when two sources are named */
export function readsInput({ body, file }: BodyOptions): boolean {
  if (body !== undefined && file !== undefined)
    throw new InputError('signing-command.sourceTwice', { options: '--body, --file' });
  return body === undefined && (file === undefined || file === '-');
}

/** The bytes of --body, --file or standard input, exactly as they are. @throws InputError when there are none */
export async function readBytes(options: BodyOptions, terminal: Terminal): Promise<Uint8Array> {
  if (options.body !== undefined) return new TextEncoder().encode(options.body);
  if (!readsInput(options) && options.file !== undefined) return readNamed(options.file, terminal);
  if (terminal.isInteractive) throw new InputError('signing-command.inputMissing');
  return terminal.readInput();
}

/** @throws InputError when the file cannot be read */
export async function readNamed(path: string, terminal: Terminal): Promise<Uint8Array> {
  try {
    return await terminal.readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError('signing-command.fileUnreadable', { path, reason });
  }
}

const invalid = (key: KeyIn<'signing-command'>, values?: MessageValues) =>
  new InvalidArgumentError(sayCommand(key, values));

/** @throws InvalidArgumentError, which commander shows with the option's name; so do the readers below */
export function profileOption(text: string): Profile {
  const profile = PROFILES.find((known) => known === text);
  if (!profile) throw invalid('profileInvalid', { profiles: PROFILES.join(', ') });
  return profile;
}

/** An instant as ISO 8601, or as Unix time in either unit. */
export function timeOption(text: string): Date {
  const ms = parseUnixTimestamp(text)?.ms ?? (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN);
  if (Number.isNaN(ms)) throw invalid('timeInvalid');
  return new Date(ms);
}

export function wholeNumberOption(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw invalid('limitInvalid');
  return value;
}

/** Collects `name=value`. */
export function parameterOption(
  text: string,
  before: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const equals = text.indexOf('=');
  if (equals < 1) throw invalid('parameterInvalid');
  return [...before, [text.slice(0, equals), text.slice(equals + 1)]];
}

export function encryptTypeOption(text: string): '1' | '2' {
  if (text !== '1' && text !== '2') throw invalid('encryptTypeInvalid');
  return text;
}

/** Writes JSON for `--json`. */
export const writeJson = (terminal: Terminal, value: unknown): void =>
  terminal.write(`${JSON.stringify(value, null, 2)}\n`);
