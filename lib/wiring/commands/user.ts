import { Command, InvalidArgumentError } from 'commander';
import { systemContext } from '@/lib/auth/actor';
import { ORGANIZATION_ROLES } from '@/lib/auth/rules/permissions';
import { configuration } from '@/lib/config/configuration';
import { systemClock } from '@/lib/core/clock';
import { withDatabase } from './with-database';

type Options = {
  email: string;
  name: string;
  administrator?: true;
  reviewer?: true;
  organization?: string;
  role: string;
  passwordStdin?: true;
};

async function passwordFromStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

async function create(options: Options): Promise<void> {
  const role = ORGANIZATION_ROLES.find((known) => known === options.role.toUpperCase());
  if (!role)
    throw new InvalidArgumentError(`--role is one of ${ORGANIZATION_ROLES.join(', ').toLowerCase()}`);
  const password = options.passwordStdin ? await passwordFromStdin() : undefined;
  const created = await withDatabase(async () => {
    const { createUser } = await import('@/lib/people/create-user');
    return createUser(systemContext('command-line', systemClock), {
      email: options.email,
      name: options.name,
      ...(password === undefined ? {} : { password }),
      platformRoles: [
        ...(options.administrator ? (['ADMINISTRATOR'] as const) : []),
        ...(options.reviewer ? (['REVIEWER'] as const) : []),
      ],
      ...(options.organization ? { organization: { name: options.organization, role } } : {}),
    });
  });
  process.stdout.write(`${created.email}\n`);
  if (created.generatedPassword)
    process.stdout.write(`password (shown once): ${created.generatedPassword}\n`);
}

type ResetOptions = { email: string; link?: true; passwordStdin?: true };

async function reset({ email, link, passwordStdin }: ResetOptions): Promise<void> {
  if (link && passwordStdin) throw new InvalidArgumentError('--link and --password-stdin exclude each other');
  const password = passwordStdin ? await passwordFromStdin() : undefined;
  const line = await withDatabase(async () => {
    const context = systemContext('command-line', systemClock);
    if (link) {
      const { makeAccountLink } = await import('@/lib/people/make-account-link');
      const { path, expiresAt } = await makeAccountLink(context, { email });
      const url = new URL(path, configuration().NEXTAUTH_URL).href;
      return `link (shown once, works once until ${expiresAt.toISOString()}): ${url}`;
    }
    const { resetPassword } = await import('@/lib/people/reset-password');
    const { generatedPassword } = await resetPassword(context, {
      email,
      ...(password === undefined ? {} : { password }),
    });
    return generatedPassword === null
      ? `${email}: the password is changed, all sessions are ended`
      : `password (shown once): ${generatedPassword}`;
  });
  process.stdout.write(`${line}\n`);
}

async function removeSecondStep({ email }: { email: string }): Promise<void> {
  await withDatabase(async () => {
    const { removeSecondStep: remove } = await import('@/lib/people/second-step/remove-second-step');
    await remove(systemContext('command-line', systemClock), { email });
  });
  process.stdout.write(`${email}: signing in asks for the password alone\n`);
}

/** `preflight user`: the first administrator, people that the administrator adds, and people who have forgotten their password. */
export function userCommand(): Command {
  const command = new Command('user').description('accounts');
  command
    .command('create')
    .description('creates an account; without --password-stdin, a password is generated and shown once')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .option('--administrator', 'may manage people and see operations')
    .option('--reviewer', 'may decide appeals')
    .option('--organization <name>', 'adds the account to this organization, and creates it if needed')
    .option('--role <role>', 'owner, editor or viewer', 'owner')
    .option('--password-stdin', 'read the password from standard input')
    .exitOverride()
    .action(create);
  command
    .command('reset-password')
    .description('sets a new password, generated and shown once, and ends all sessions of the account')
    .requiredOption('--email <address>')
    .option('--link', 'shows a one-time link to set the password instead')
    .option('--password-stdin', 'read the password from standard input')
    .exitOverride()
    .action(reset);
  command
    .command('remove-second-step')
    .description(
      'for somebody who has lost device and recovery codes: signing in asks for the password alone',
    )
    .requiredOption('--email <address>')
    .exitOverride()
    .action(removeSecondStep);
  return command;
}
