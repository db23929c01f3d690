import { type Command, InvalidArgumentError } from 'commander';
import type { SignatureFailure } from '@/lib/signing/failure';
import { isUrlFinding, type MessageNote, parseHeaderLine } from '@/lib/signing/http-message';
import { explain, type Xray } from '@/lib/signing/hypotheses/explain';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { readPaste } from '@/lib/signing/paste/read-paste';
import { repairUrl } from '@/lib/signing/paste/repair-url';
import {
  examineMessage,
  type Profile,
  recogniseProfile,
  toWireMessage,
  type WireMessage,
} from '@/lib/signing/wire-message';
import {
  type BodyOptions,
  InputError,
  type KeyOptions,
  profileOption,
  readAccessKey,
  readBytes,
  readsInput,
  say,
  sayCommand,
  withKeyOptions,
} from './signing-input';
import type { Terminal } from './signing-terminal';

export type MessageOptions = KeyOptions &
  BodyOptions & {
    profile?: Profile;
    url?: string;
    header: readonly (readonly [string, string])[];
    json?: true;
  };

/** The options of commands that examine a message: raw from a file or standard input, or in parts. */
export const withMessageOptions = (command: Command): Command =>
  withKeyOptions(command)
    .option(
      '--profile <profile>',
      'the rule; recognised by what the message carries without it',
      profileOption,
    )
    .option('--url <url>', 'URL with its query, for a message in parts')
    .option(
      '--header <header>',
      'Name: value, in its exact case (repeatable), for a message in parts',
      headerOption,
      [],
    )
    .option('--body <text>', 'body of a message in parts')
    .option(
      '--file <file>',
      'HTTP message, curl command or its output, HAR file, copied fetch call or log line; with --url or --header the ' +
        'body alone; standard input without it',
    )
    .option('--json', 'write the full result as JSON to standard output');

function headerOption(
  text: string,
  before: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const header = parseHeaderLine(text);
  if (!header) throw new InvalidArgumentError(sayCommand('headerInvalid'));
  return [...before, header];
}

export type VerifyInput = {
  profile: Profile;
  message: WireMessage;
  accessKey: string;
  notes: readonly MessageNote[];
};

/** @throws InputError when the message cannot be read, or its profile is neither named nor to be recognised */
export async function readGivenMessage(options: MessageOptions, terminal: Terminal): Promise<VerifyInput> {
  const isInParts = options.url !== undefined || options.header.length > 0 || options.body !== undefined;
  // A V1.0 call has no body: its URL says everything.
  const isUrlOnly =
    isInParts && options.body === undefined && options.file === undefined && isV1Call(options);
  const accessKey = await readAccessKey(options, !isUrlOnly && readsInput(options), terminal);
  const bytes = isUrlOnly ? new Uint8Array() : await readBytes(options, terminal);
  const pasted = isInParts ? null : readPaste(bytes, options.profile === 'v1-body-sign' ? 'response' : null);
  if (!isInParts && !pasted) throw new InputError('signing-command.messageUnreadable');
  const repaired = repairUrl(options.url ?? '');
  const message = pasted
    ? toWireMessage(pasted)
    : { url: repaired.url, headers: options.header, body: bytes };
  const profile = options.profile ?? recogniseProfile(message);
  if (!profile) throw new InputError('signing-command.profileUnknown');
  return { profile, message, accessKey, notes: pasted?.notes ?? repaired.notes };
}

const isV1Call = ({ profile, url = '', header: headers }: MessageOptions): boolean =>
  (profile ?? recogniseProfile({ url, headers, body: new Uint8Array() })) === 'v1-auth-token';

/** Tells on stderr how a message was read, and on stdout what is wrong with its address, which is a finding. */
export function writeNotes(notes: readonly MessageNote[], terminal: Terminal): void {
  for (const note of notes) {
    const { code, ...values } = note;
    const line = `${say(`note.${code}`, values)}\n`;
    if (isUrlFinding(note)) terminal.write(line);
    else terminal.writeError(line);
  }
}

/** The X-ray of a message; a failure when an input to the calculation is missing. `known` as in `examineMessage`. */
export function xrayInput(
  { profile, message, accessKey }: VerifyInput,
  known: { otherKeys: readonly string[]; theirs?: string; requestTimestamp?: string },
): { ok: true; xray: Xray } | { ok: false; failure: SignatureFailure } {
  const prepared = examineMessage(profile, message, { ...known, accessKey });
  return prepared.ok ? { ok: true, xray: explain(prepared.examined, nodePrimitives) } : prepared;
}
