import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EXIT, fail } from './commands/exit-codes';

/**
 * Every command by name, each loaded when it is asked for: a command starts no slower for what others need, and one
 * without a database works where the database's client has not been made yet.
 */
const COMMANDS: Record<string, () => Promise<Command>> = {
  user: async () => (await import('./commands/user')).userCommand(),
  scan: async () => (await import('./commands/scan')).scanCommand(),
  ready: async () => (await import('./commands/ready')).readyCommand(),
  cron: async () => (await import('./commands/cron')).cronCommand(),
  audit: async () => (await import('./commands/audit')).auditCommand(),
  api: async () => (await import('./commands/api')).apiCommand(),
  passport: async () => (await import('./commands/passport')).passportCommand(),
  test: async () => (await import('./commands/test')).testCommand(),
  'fake-seller': async () => (await import('./commands/fake-seller')).fakeSellerCommand(),
  'fake-koogallery': async () => (await import('./commands/fake-koogallery')).fakeKooGalleryCommand(),
  sign: async () => (await import('./commands/sign')).signCommand(),
  verify: async () => (await import('./commands/verify')).verifyCommand(),
  explain: async () => (await import('./commands/explain')).explainCommand(),
  encrypt: async () => (await import('./commands/encrypt')).encryptCommand(),
  decrypt: async () => (await import('./commands/decrypt')).decryptCommand(),
  vectors: async () => (await import('./commands/vectors')).vectorsCommand(),
};

/** The command line: the same verbs as the pages. */
async function main(): Promise<void> {
  const program = new Command('preflight')
    .description('Know before you submit whether your KooGallery SaaS asset will pass.')
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 clean or ready, 1 findings or blockers, 2 usage, 3 incomplete.');
  const [, , name = ''] = process.argv;
  const wanted = Object.hasOwn(COMMANDS, name) ? [name] : Object.keys(COMMANDS);
  for (const known of wanted) {
    const command = await COMMANDS[known]?.();
    if (command) program.addCommand(command.exitOverride());
  }
  await program.parseAsync();
}

/** Node ends with 1 at an error that nobody caught, and to a pipeline 1 means findings. */
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  // Whoever read the output has seen enough (`| head`): there is nobody left to tell.
  if (error.code === 'EPIPE') process.exit(EXIT.incomplete);
  fail(error);
  process.exit();
});

main().catch((error: unknown) => {
  // Commander prints what it refuses itself; a command's own refusal comes here unprinted.
  if (error instanceof InvalidArgumentError) process.stderr.write(`error: ${error.message}\n`);
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else fail(error);
});
