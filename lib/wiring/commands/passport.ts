import { readFile, stat } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import type { KeyIn } from '@/lib/i18n/app-messages';
import { translator } from '@/lib/i18n/translator';
import { keyFingerprint, readPublicKey } from '@/lib/passport/passport-key';
import type { Manifest } from '@/lib/passport/rules/manifest';
import { verifyPassport } from '@/lib/passport/verify-passport';
import { EXIT } from './exit-codes';
import { withDatabase } from './with-database';

/** Read whole into memory; what a submission holds is far below. */
const FILE_MAX_BYTES = 1024 ** 3;

const say = (key: KeyIn<'passport-command'>, values?: Record<string, string | number>): string =>
  `${translator('en')(`passport-command.${key}`, values)}\n`;

/** `preflight passport …`: checks an evidence passport with nothing but its file, and replaces the key that signs. */
export function passportCommand(): Command {
  const command = new Command('passport').description('checks evidence passports, and replaces their key');
  command
    .command('verify')
    .description('checks a passport offline; exit codes: 0 valid, 1 not valid, 2 cannot be read')
    .argument('<file>', 'the archive as it was downloaded')
    .option('--key <file-or-fingerprint>', 'the key that must have signed it')
    .exitOverride()
    .action(async (file: string, { key }: { key?: string }) => {
      const pinned = key === undefined ? null : await readPin(key);
      process.exitCode = await verifyFile(file, pinned, (text) => process.stdout.write(text));
    });
  command
    .command('rotate-key')
    .description('makes a new key that signs passports, and ends the one before')
    .exitOverride()
    .action(async () => {
      const { retired, current } = await withDatabase(async () => {
        const { rotatePassportKey } = await import('@/lib/passport/rotate-passport-key');
        return rotatePassportKey(systemContext('command-line', systemClock));
      });
      process.stdout.write(say('rotated', { current }));
      if (retired !== null) process.stdout.write(say('retired', { retired }));
    });
  return command;
}

/** The fingerprint that somebody named, in whatever form it is written, or that of a key in a file. */
async function readPin(named: string): Promise<string> {
  const digits = named.replace(/[:\s]/g, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  const key = readPublicKey(await readFile(named, 'utf8').catch(() => ''));
  if (key === null) throw new InvalidArgumentError(say('keyUnreadable').trim());
  return keyFingerprint(key);
}

/** Tells what a file proves. @returns the exit code */
export async function verifyFile(
  path: string,
  pinned: string | null,
  write: (text: string) => void,
): Promise<number> {
  const file = await readBounded(path);
  if (!file.ok) {
    write(file.told);
    return EXIT.usage;
  }
  const judgement = await verifyPassport(file.bytes, pinned);
  if (judgement.state === 'VALID') {
    const { manifest, fingerprint, isPinned } = judgement;
    write(describeValid(manifest));
    write(say('signedBy', { fingerprint }));
    write(say(isPinned ? 'pinned' : 'notPinned'));
    return EXIT.ok;
  }
  if (judgement.state === 'UNREADABLE') {
    write(say('unreadable', { path }));
    return EXIT.usage;
  }
  const why = say(`problems.${judgement.reason}`, { entry: judgement.entry }).trim();
  write(say('notValid', { why }));
  return EXIT.findings;
}

async function readBounded(
  path: string,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; told: string }> {
  try {
    if ((await stat(path)).size > FILE_MAX_BYTES) return { ok: false, told: say('fileTooLarge', { path }) };
    return { ok: true, bytes: await readFile(path) };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return { ok: false, told: say('fileUnreadable', { path, reason }) };
  }
}

function describeValid({ entries, previous, ...facts }: Manifest): string {
  const { version, submission, asset, organization, at, status } = facts;
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  return [
    say('valid', {
      version,
      number: submission.number,
      asset: shown(asset.name),
      organization: shown(organization.name),
    }),
    say('upTo', { at, status }),
    say('whole', { count: entries.length, size }),
    ...(previous ? [say('previous', previous)] : []),
  ].join('');
}

/** Whoever made the archive chose the names: nothing in them may steer the terminal. */
const shown = (name: string): string => JSON.stringify(name.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd'));
