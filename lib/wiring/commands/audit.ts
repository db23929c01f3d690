import { Command, InvalidArgumentError } from 'commander';
import { type ChainHead, readHead, writeHead } from '@/lib/audit-seals/rules/seal-chain';
import type { ChainReport } from '@/lib/audit-seals/verify-audit';
import { systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import type { KeyIn } from '@/lib/i18n/app-messages';
import { translator } from '@/lib/i18n/translator';
import { EXIT } from './exit-codes';
import { withDatabase } from './with-database';

const MAX_SHOWN = 20;

const say = (key: KeyIn<'audit-command'>, values?: Record<string, string | number>): string =>
  `${translator('en')(`audit-command.${key}`, values)}\n`;

/** `preflight audit …`: whether the audit log is as it was written. */
export function auditCommand(): Command {
  const command = new Command('audit').description('checks the audit log');
  command
    .command('verify')
    .description('follows the chain of seals; exit codes: 0 whole, 1 broken')
    .option('--head <position:seal>', 'a head that an earlier run printed', parseHead)
    .exitOverride()
    .action(async ({ head }: { head?: ChainHead }) => {
      const report = await withDatabase(async () => {
        const { verifyAudit } = await import('@/lib/audit-seals/verify-audit');
        return verifyAudit(systemContext('command-line', systemClock), head ?? null);
      });
      process.stdout.write(describeChain(report));
      process.exitCode = report.breaks.length === 0 ? EXIT.ok : EXIT.findings;
    });
  return command;
}

function parseHead(text: string): ChainHead {
  const head = readHead(text);
  if (head === null) throw new InvalidArgumentError(say('headUnreadable').trim());
  return head;
}

/** What a run found, a line each. */
export function describeChain({ sealed, unsealed, head, breaks }: ChainReport): string {
  const lines = breaks
    .slice(0, MAX_SHOWN)
    .map(({ kind, position, id }) => say(`breaks.${kind}`, { position, id: id ?? '' }));
  if (breaks.length > MAX_SHOWN) lines.push(say('more', { count: breaks.length - MAX_SHOWN }));
  lines.push(say(breaks.length === 0 ? 'whole' : 'broken', { sealed, unsealed }));
  if (head) lines.push(say('head', { head: writeHead(head) }));
  return lines.join('');
}
