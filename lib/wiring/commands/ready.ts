import { Command } from 'commander';
import { systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import { translator } from '@/lib/i18n/translator';
import type { ReadinessItem } from '@/lib/submissions/rules/readiness-facts';
import { EXIT } from './exit-codes';
import { withDatabase } from './with-database';

/** `preflight ready ASSET`: the gate's own answer, as lines or as JSON. */
export function readyCommand(): Command {
  return new Command('ready')
    .description('shows whether an asset can be submitted, with its blockers and warnings')
    .argument('<asset>', 'id of the asset, as its address in the browser shows it')
    .option('--json', 'write the full result as JSON to standard output')
    .action(async (assetId: string, options: { json?: true }) => {
      const { asset, readiness } = await withDatabase(async () => {
        const { getReadinessAsOperator } = await import('@/lib/submissions/get-readiness');
        return getReadinessAsOperator(systemContext('command-line', systemClock), assetId);
      });
      const t = translator('en');
      const line = (kind: string, { code, values }: ReadinessItem) =>
        `${kind} ${code}: ${t(`readiness.${code}`, values)}\n`;
      if (options.json)
        process.stdout.write(
          `${JSON.stringify({ asset: { id: asset.id, name: asset.name }, ...readiness }, null, 2)}\n`,
        );
      else {
        for (const item of readiness.blockers) process.stdout.write(line('blocker', item));
        for (const item of readiness.warnings) process.stdout.write(line('warning', item));
        process.stdout.write(`${asset.name}: ${readiness.isReady ? 'ready' : 'not ready'}\n`);
      }
      process.exitCode = readiness.isReady ? EXIT.ok : EXIT.findings;
    });
}
