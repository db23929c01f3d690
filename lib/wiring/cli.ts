import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { cronCommand } from './commands/cron';
import { decryptCommand } from './commands/decrypt';
import { encryptCommand } from './commands/encrypt';
import { EXIT, fail } from './commands/exit-codes';
import { explainCommand } from './commands/explain';
import { fakeKooGalleryCommand } from './commands/fake-koogallery';
import { fakeSellerCommand } from './commands/fake-seller';
import { readyCommand } from './commands/ready';
import { scanCommand } from './commands/scan';
import { signCommand } from './commands/sign';
import { testCommand } from './commands/test';
import { userCommand } from './commands/user';
import { vectorsCommand } from './commands/vectors';
import { verifyCommand } from './commands/verify';

/** The command line: the same verbs as the pages. */
async function main(): Promise<void> {
  const program = new Command('preflight')
    .description('Know before submitting whether a KooGallery SaaS asset will pass.')
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 clean or ready, 1 findings or blockers, 2 usage, 3 incomplete.');
  const commands = [userCommand(), scanCommand(), readyCommand(), cronCommand()];
  const sellers = [testCommand(), fakeSellerCommand(), fakeKooGalleryCommand()];
  const signing = [
    signCommand(),
    verifyCommand(),
    explainCommand(),
    encryptCommand(),
    decryptCommand(),
    vectorsCommand(),
  ];
  for (const command of [...commands, ...sellers, ...signing]) program.addCommand(command.exitOverride());
  await program.parseAsync();
}

main().catch((error: unknown) => {
  // Commander prints what it refuses itself; a command's own refusal comes here unprinted.
  if (error instanceof InvalidArgumentError) process.stderr.write(`error: ${error.message}\n`);
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else fail(error);
});
