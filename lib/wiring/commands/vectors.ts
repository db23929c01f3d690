import { Command } from 'commander';
import { checkVectors, type VectorReport, type VectorResult } from '@/lib/signing/check-vectors';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { EXIT } from './exit-codes';
import { InputError, readBytes, sayCommand, withUsage, writeJson } from './signing-input';
import { processTerminal, type Terminal } from './signing-terminal';

/** `preflight vectors FILE`: known answers against our own calculation. */
export function vectorsCommand(terminal: Terminal = processTerminal): Command {
  return new Command('vectors')
    .description('runs a file of signing vectors and counts what passed')
    .argument('<file>', 'JSON as served at /vectors/signing.json, - for standard input')
    .option('--json', 'write the full result as JSON to standard output')
    .addHelpText('after', '\nExit codes: 0 all passed, 1 at least one failed, 2 the file holds no vectors.')
    .action((file: string, options: { json?: true }, command: Command) =>
      withUsage(command, async () => {
        const report = checkedReport(await readVectors(file, terminal), file);
        const { passed, failed, results } = report;
        if (options.json)
          writeJson(terminal, { passed, failed, results: results.filter((one) => !one.passed) });
        else {
          for (const line of results.flatMap(describeResult)) terminal.write(`${line}\n`);
          // As texts, because a thousand vectors are no reason for a separator: scripts read this line.
          const counts = { passed: String(passed), failed: String(failed) };
          terminal.write(`${sayCommand('vectorsCounted', counts)}\n`);
        }
        terminal.setExitCode(failed === 0 ? EXIT.ok : EXIT.findings);
      }),
    );
}

async function readVectors(path: string, terminal: Terminal): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes({ file: path }, terminal));
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError('signing-command.vectorsNotJson', { path });
  }
}

function checkedReport(file: unknown, path: string): Extract<VectorReport, { ok: true }> {
  const report = checkVectors(file, nodePrimitives);
  if (!report.ok && report.group !== null)
    throw new InputError('signing-command.vectorsGroupNotList', { path, group: report.group });
  if (!report.ok) throw new InputError('signing-command.vectorsNotObject', { path });
  if (report.results.length === 0) throw new InputError('signing-command.vectorsEmpty', { path });
  return report;
}

/** What is wrong with an entry, a line for each value that differs; nothing for one that passed. */
function describeResult({ group, index, differences, problem }: VectorResult): string[] {
  const place = `${group}[${index}]`;
  if (problem === 'UNKNOWN_GROUP') return [sayCommand('vectorUnknownGroup', { place })];
  if (problem === 'MALFORMED_ENTRY') return [sayCommand('vectorMalformed', { place })];
  return differences.map((difference) => sayCommand('vectorDiffers', { place, ...difference }));
}
