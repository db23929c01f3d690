import { Command } from 'commander';
import { toText } from '@/lib/signing/encoding';
import {
  CIPHERTEXT_LIMIT,
  countCiphertext,
  type EncryptType,
  encryptField,
  newIv,
} from '@/lib/signing/encryption';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { EXIT } from './exit-codes';
import {
  encryptTypeOption,
  InputError,
  type KeyOptions,
  readAccessKey,
  readBytes,
  readsInput,
  sayCommand,
  wholeNumberOption,
  withKeyOptions,
  withoutLineEnd,
  withUsage,
  writeJson,
} from './signing-input';
import { processTerminal, type Terminal } from './signing-terminal';

type Options = KeyOptions & {
  text?: string;
  file?: string;
  encryptType: EncryptType;
  limit: number;
  json?: true;
};

/** `preflight encrypt`: one sensitive field of V1.0, with the length that counts. */
export function encryptCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('encrypt').description('encrypts one sensitive field of V1.0');
  return withKeyOptions(command)
    .option('--text <text>', 'what to encrypt')
    .option('--file <file>', 'read it from this file without its last line end (default: standard input)')
    .option('--encrypt-type <type>', '1 is AES-256, 2 is AES-128', encryptTypeOption, '1')
    .option('--limit <characters>', 'maximum length of the ciphertext', wholeNumberOption, CIPHERTEXT_LIMIT)
    .option('--json', 'write the full result as JSON to standard output')
    .addHelpText('after', '\nExit codes: 0 encrypted and within the limit, 1 longer than the limit, 2 usage.')
    .action((options: Options) => withUsage(command, () => encrypt(options, terminal)));
}

async function encrypt(options: Options, terminal: Terminal): Promise<void> {
  const { encryptType, limit, text, file } = options;
  const source = { ...(text === undefined ? {} : { body: text }), ...(file === undefined ? {} : { file }) };
  const accessKey = await readAccessKey(options, readsInput(source), terminal);
  const read = toText(await readBytes(source, terminal));
  if (read === null) throw new InputError('signing-command.textNotUtf8');
  const plaintext = text === undefined ? withoutLineEnd(read) : read;
  const choice = { accessKey, encryptType, iv: newIv(terminal.random) };
  const ciphertext = encryptField(plaintext, choice, nodePrimitives);
  const { bytesLeft, ...count } = countCiphertext(plaintext, limit);
  if (options.json) writeJson(terminal, { ciphertext, encryptType, ...count, bytesLeft });
  else {
    // The counter goes to stderr, so that the ciphertext can be piped on.
    terminal.write(`${ciphertext}\n`);
    const sentence = count.fits
      ? sayCommand('counter', { ...countValues(count), bytesLeft })
      : sayCommand('counterTooLong', { ...countValues(count), excess: -bytesLeft });
    terminal.writeError(`${sentence}\n`);
  }
  terminal.setExitCode(count.fits ? EXIT.ok : EXIT.findings);
}

const countValues = ({ ciphertextCharacters, limit }: { ciphertextCharacters: number; limit: number }) => ({
  ciphertextCharacters,
  limit,
});
