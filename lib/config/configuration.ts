import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** A setting that is missing or wrong; the process that meets it refuses to start. */
export class ConfigurationError extends Error {
  readonly problems: readonly { variable: string; problem: string }[];

  constructor(problems: readonly { variable: string; problem: string }[]) {
    super(`Configuration is not usable:\n${problems.map((p) => `  ${p.variable}: ${p.problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const whole = (from: number, to: number) =>
  z.coerce
    .number(`must be a whole number from ${from} to ${to}`)
    .int(`must be a whole number from ${from} to ${to}`)
    .min(from, `must be at least ${from}`)
    .max(to, `must be at most ${to}`);

/** `id:base64` of 32 bytes each; the first seals, all open. */
const encryptionKeys = z.string().transform((text, context) => {
  const keys = list(text).map((entry) => {
    const at = entry.indexOf(':');
    return { id: entry.slice(0, at), key: Buffer.from(entry.slice(at + 1), 'base64'), isNamed: at > 0 };
  });
  if (keys.length === 0 || keys.some(({ isNamed, key }) => !isNamed || key.length !== 32)) {
    context.addIssue({
      code: 'custom',
      message: 'must be a list of id:key, each key 32 bytes in base64 (openssl rand -base64 32)',
    });
    return z.NEVER;
  }
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue({ code: 'custom', message: 'names a key id twice' });
    return z.NEVER;
  }
  return keys.map(({ id, key }) => ({ id, key: new Uint8Array(key) }));
});

const hostAndPort = z.string().transform((text, context) => {
  const entries = list(text).map((entry) => entry.toLowerCase());
  const isPair = (entry: string) => {
    const port = /^(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})$/.exec(entry)?.[1];
    return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
  };
  const wrong = entries.find((entry) => !isPair(entry));
  if (wrong) {
    context.addIssue({ code: 'custom', message: `must be a list of host:port, and "${wrong}" is not` });
    return z.NEVER;
  }
  return new Set(entries);
});

const certificateFile = z.string().transform((path, context) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    context.addIssue({ code: 'custom', message: 'names a file that cannot be read' });
    return z.NEVER;
  }
});

/** `auto` for the system's Chromium, `off`, or the file of one. */
const browser = z.string().transform((text, context) => {
  const file = text === 'auto' || text === 'off' ? null : text;
  if (file === null || existsSync(file)) return { isSwitchedOff: text === 'off', file };
  context.addIssue({ code: 'custom', message: 'must be auto, off, or the file of a Chromium' });
  return z.NEVER;
});

const days = z.string().transform((text, context) => {
  const named = list(text);
  // Date.parse takes the 31st of February for the 3rd of March; such a day would silently never come.
  const isDay = (day: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    !Number.isNaN(Date.parse(day)) &&
    new Date(day).toISOString().startsWith(day);
  const wrong = named.find((day) => !isDay(day));
  if (wrong) {
    context.addIssue({ code: 'custom', message: `must be a list of YYYY-MM-DD, and "${wrong}" is not` });
    return z.NEVER;
  }
  return new Set(named);
});

/** Random text has many different characters; blanks, a word or a repeated key have few. */
const LEAST_VARIETY = 10;

/** A secret of at least so many characters, blanks around it not counted. @param make the command that makes one */
const secret = (least: number, make: string) =>
  z
    .string()
    .refine((text) => text.trim().length >= least, {
      error: `must have at least ${least} characters (${make})`,
      abort: true,
    })
    .refine(
      (text) => new Set(text.replace(/\s/g, '')).size >= LEAST_VARIETY,
      `must be random, and uses too few different characters (${make})`,
    );

/** Letters that need no escape in an address, in folders; a slash at the end is added. */
const keyPrefix = z
  .string()
  .regex(/^(?:[\w.-]+\/)*[\w.-]+\/?$/, 'must be folders of letters, digits, dots, dashes and underscores')
  .transform((text) => (text.endsWith('/') ? text : `${text}/`));

/** A name beside an address: one line. */
const mailName = z.string().regex(/^[^\p{Cc}]{1,100}$/u, 'must be one line of at most 100 characters');

/** Settings that mean nothing without each other. */
const TOGETHER = [
  ['MAIL_HOST', 'MAIL_FROM'],
  ['MAIL_USER', 'MAIL_PASSWORD'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['STORAGE_S3_BUCKET', 'STORAGE_S3_ACCESS_KEY_ID', 'STORAGE_S3_SECRET_ACCESS_KEY'],
] as const;

const schema = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
    NEXTAUTH_URL: z
      .url({
        protocol: /^https?$/,
        error: 'must be the address that people open, with http:// or https://',
        abort: true,
      })
      .refine(
        (address) => /^[^/]+\/\/[^/?#@]+\/?$/.test(address),
        'must be a host of its own, without a path',
      ),
    NEXTAUTH_SECRET: secret(32, 'openssl rand -base64 32'),
    ENCRYPTION_KEYS: encryptionKeys,
    CRON_SECRET: secret(24, 'openssl rand -hex 24').optional(),
    HOST: z.string().default('127.0.0.1'),
    PORT: whole(1, 65_535).default(3000),
    TRUSTED_PROXIES: whole(0, 10).default(0),
    STORAGE_DIR: z.string().min(1).default('.data/files'),
    STORAGE_S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
      .optional(),
    STORAGE_S3_REGION: z.string().min(1).default('us-east-1'),
    STORAGE_S3_ENDPOINT: z
      .url({ protocol: /^https?$/, error: 'must be the address of the object store' })
      .optional(),
    STORAGE_S3_ADDRESSING: z
      .enum(['virtual-host', 'path'], 'must be virtual-host or path')
      .default('virtual-host'),
    STORAGE_S3_PREFIX: keyPrefix.default(''),
    STORAGE_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    STORAGE_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    OUTBOUND_ALLOW_PRIVATE: hostAndPort.default(new Set()),
    OUTBOUND_EXTRA_CA: certificateFile.optional(),
    OIDC_ISSUER: z
      .url({ protocol: /^https?$/, error: 'must be the issuer address of the provider' })
      .optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    MAIL_HOST: z
      .string()
      .regex(/^[a-z0-9.:-]+$/i, 'must be the name or address of a mail server')
      .optional(),
    MAIL_PORT: whole(1, 65_535).default(587),
    MAIL_SECURITY: z.enum(['starttls', 'tls', 'none'], 'must be starttls, tls or none').default('starttls'),
    MAIL_USER: z.string().min(1).optional(),
    MAIL_PASSWORD: z.string().min(1).optional(),
    MAIL_FROM: z.email('must be the address that mails come from').optional(),
    MAIL_FROM_NAME: mailName.default('Preflight'),
    OIDC_NAME: z.string().min(1).default('OpenID Connect'),
    REVIEW_HOLIDAYS: days.default(new Set()),
    REVIEW_WORKDAYS: days.default(new Set()),
    REVIEW_BY_HUMAN: flag.default(false),
    REVIEW_BY_TWO: flag.default(false),
    SCAN_MAX_REQUESTS: whole(50, 500_000).default(60_000),
    SCAN_MAX_MINUTES: whole(1, 240).default(120),
    SCAN_BROWSER: browser.default({ isSwitchedOff: false, file: null }),
    SCAN_LISTENER: z
      .url({ protocol: /^http$/, error: 'must be an http:// address that websites can reach' })
      .optional(),
    SCAN_LISTEN: hostAndPort
      .refine(({ size }) => size === 1, 'must be one host:port')
      .transform(([place]) => place)
      .optional(),
    SCAN_BROWSER_SANDBOX: z.enum(['on', 'off'], 'must be on or off').default('on'),
    SCAN_STALLED_AFTER_SECONDS: whole(3, 600).default(15),
    WORKER_CONCURRENCY: whole(1, 50).default(5),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
      .default('info'),
  })
  .superRefine((settings, context) => {
    if (settings.SCAN_LISTEN !== undefined && settings.SCAN_LISTENER === undefined)
      context.addIssue({ code: 'custom', path: ['SCAN_LISTEN'], message: 'needs SCAN_LISTENER' });
    for (const names of TOGETHER) {
      const given = names.filter((name) => settings[name] !== undefined);
      if (given.length === 0 || given.length === names.length) continue;
      const message = `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are set together or not at all`;
      context.addIssue({ code: 'custom', path: [names[0]], message });
    }
    if (settings.MAIL_SECURITY === 'none' && settings.MAIL_USER !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['MAIL_SECURITY'],
        message: 'cannot be none with MAIL_USER: the password would go over the network unencrypted',
      });
  });

export type Configuration = Readonly<z.infer<typeof schema>>;

/**
 * Reads and checks every setting.
 * @throws ConfigurationError that names each variable and what is wrong with it
 */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    parsed.error.issues.map((issue) => {
      const variable = String(issue.path[0] ?? 'environment');
      return { variable, problem: variable in given ? issue.message : 'is not set' };
    }),
  );
}

let current: Configuration | null = null;

/** Settles the process's configuration from another record than its own environment: commands find their database first. */
export function configureFrom(environment: Record<string, string | undefined>): Configuration {
  current = readConfiguration(environment);
  return current;
}

/** The process's configuration, read once. */
export function configuration(): Configuration {
  current ??= readConfiguration(process.env);
  return current;
}
