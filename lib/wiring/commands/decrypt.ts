import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { EncryptType } from '@/lib/signing/encryption';
import { explainCiphertext } from '@/lib/signing/explain-ciphertext';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { EXIT } from './exit-codes';
import {
  encryptTypeOption,
  type KeyOptions,
  readAccessKey,
  readBytes,
  readsInput,
  say,
  sayCommand,
  withKeyOptions,
  withUsage,
  writeJson,
} from './signing-input';
import { processTerminal, type Terminal } from './signing-terminal';

type Options = KeyOptions & { text?: string; file?: string; encryptType: EncryptType; json?: true };

/** `preflight decrypt`: one sensitive field of V1.0, or why it cannot be read. */
export function decryptCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('decrypt').description('decrypts one sensitive field of V1.0');
  return withKeyOptions(command)
    .option('--text <ciphertext>', 'what to decrypt')
    .option('--file <file>', 'read it from this file (default: standard input)')
    .option('--encrypt-type <type>', '1 is AES-256, 2 is AES-128', encryptTypeOption, '1')
    .option('--json', 'write the full result as JSON to standard output')
    .addHelpText('after', '\nExit codes: 0 decrypted, 1 it cannot be decrypted, 2 usage.')
    .action((options: Options) => withUsage(command, () => decrypt(options, terminal)));
}

async function decrypt(options: Options, terminal: Terminal): Promise<void> {
  const { encryptType, text, file } = options;
  const source = { ...(text === undefined ? {} : { body: text }), ...(file === undefined ? {} : { file }) };
  const accessKey = await readAccessKey(options, readsInput(source), terminal);
  const given = new TextDecoder().decode(await readBytes(source, terminal));
  const result = explainCiphertext(given, { accessKey, encryptType }, { ...nodePrimitives, md5 });
  terminal.setExitCode(result.ok ? EXIT.ok : EXIT.findings);
  if (result.ok) {
    // A pipe adds a line end by itself; at the end of a text or a file it may come of the seller's encoder.
    if (!readsInput(source) && /[\r\n]/.test(given.slice(given.trimEnd().length)))
      terminal.writeError(`${sayCommand('lineEndLeftOut')}\n`);
    if (options.json) writeJson(terminal, { ok: true, plaintext: result.plaintext });
    else terminal.write(`${result.plaintext}\n`);
    return;
  }
  const causes = result.causes.map(({ code, ...values }) => ({
    ...{ code, ...values },
    what: say(`decryption.${code}.what`, values),
    fix: say(`decryption.${code}.fix`, values),
  }));
  const [failure, ...others] = causes;
  if (options.json) writeJson(terminal, { ok: false, failure, ...(others.length > 0 ? { others } : {}) });
  else for (const { what, fix } of causes) terminal.writeError(`${what}\n${sayCommand('fix', { fix })}\n`);
}

const md5 = (bytes: Uint8Array): Uint8Array => createHash('md5').update(bytes).digest();
