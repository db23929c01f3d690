import { Command, CommanderError } from 'commander';
import { cronCommand } from './commands/cron';
import { EXIT, fail } from './commands/exit-codes';
import { readyCommand } from './commands/ready';
import { scanCommand } from './commands/scan';
import { userCommand } from './commands/user';

/** The command line: the same verbs as the pages. */
async function main(): Promise<void> {
  const program = new Command('preflight')
    .description('Know before submitting whether a KooGallery SaaS asset will pass.')
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 clean or ready, 1 findings or blockers, 2 usage, 3 incomplete.');
  for (const command of [userCommand(), scanCommand(), readyCommand(), cronCommand()])
    program.addCommand(command.exitOverride());
  await program.parseAsync();
}

main().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else fail(error);
});
