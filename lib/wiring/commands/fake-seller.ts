import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { FAULT_NAMES, FAULTS, type FaultName, isFaultName, SLOW_MAX_MS } from '@/lib/fakes/faults';
import { FAULT_PROTOCOLS } from '@/lib/fakes/faults/fault-entry';
import { fakeSellerOptionsSchema, slowMsSchema } from '@/lib/fakes/schemas';
import { type SpawnedFakeSeller, spawnFakeSeller } from '@/lib/fakes/spawn-fake-seller';
import { randomText } from '@/lib/signing/random-text';
import { EXIT } from './exit-codes';
import {
  checkedKey,
  encryptTypeOption,
  type KeyOptions,
  readAccessKey,
  withUsage,
  writeJson,
} from './signing-input';
import { processTerminal, type Terminal } from './signing-terminal';

type Options = KeyOptions & {
  port?: number;
  vulnerablePort?: number;
  controlPort?: number;
  kitAccessKeyEnv?: string;
  encryptType: '1' | '2';
  fault: readonly FaultName[];
  slowMs?: number;
  caFile?: string;
  kitPublicKeyFile?: string;
  listFaults?: true;
  json?: true;
};

/** What the command takes from the world besides a terminal; tests bring their own. */
type World = {
  spawn: typeof spawnFakeSeller;
  writePem(file: string, pem: string): Promise<void>;
  /** Resolves at the first signal that asks the process to end. */
  stopSignal(): Promise<void>;
};

const processWorld: World = {
  spawn: spawnFakeSeller,
  writePem: (file, pem) => writeFile(file, pem),
  stopSignal: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
};

const MADE_UP_KEY_CHARACTERS = 32;

/** `preflight fake-seller`: a seller on this machine that does what it is told, also the wrong thing. */
export function fakeSellerCommand(
  terminal: Terminal = processTerminal,
  world: World = processWorld,
): Command {
  const command = new Command('fake-seller')
    .description('runs a fake seller with signed interfaces and websites on 127.0.0.1, to try Preflight')
    .option('--port <n>', 'port of the safe site (default: a free port)', portOption)
    .option('--vulnerable-port <n>', 'port of the vulnerable site', portOption)
    .option('--control-port <n>', 'port of the control panel', portOption)
    .option('--access-key-env <variable>', 'read the access key from this environment variable')
    .option(
      '--access-key-file <file>',
      'read it from this file, - for standard input (default: generated and printed)',
    )
    .option('--kit-access-key-env <variable>', 'the same for the key of the joint-operations interfaces')
    .option('--encrypt-type <type>', 'sensitive fields of V1.0: 1 AES-256, 2 AES-128', encryptTypeOption, '1')
    .option('--fault <name>', 'start with this fault on (repeatable)', faultOption, [])
    .option('--slow-ms <n>', 'delay of the fault slow in milliseconds', slowOption)
    .option('--ca-file <file>', 'write the certificate of the authority that clients must trust')
    .option(
      '--kit-public-key-file <file>',
      'write the key that clientSecret of applicationSync is encrypted under',
    )
    .option('--list-faults', 'print every fault with its protocols and end')
    .option('--json', 'addresses, keys and certificates, or the faults, as JSON on standard output')
    .addHelpText(
      'after',
      '\nExit codes: 0 ended by Ctrl-C or listed, 2 usage, 3 not started or ended by itself.',
    );
  return command.action((options: Options) =>
    withUsage(command, () =>
      options.listFaults ? listFaults(options, terminal) : run(options, terminal, world),
    ),
  );
}

async function listFaults({ json }: Options, terminal: Terminal): Promise<void> {
  const faults = FAULT_NAMES.map((name) => ({ name, ...FAULTS[name] }));
  if (json) writeJson(terminal, faults);
  else {
    const width = Math.max(...FAULT_NAMES.map(({ length }) => length));
    const tags = FAULT_PROTOCOLS.join(' ').length;
    for (const { name, protocols, description } of faults)
      terminal.write(`${name.padEnd(width)}  ${protocols.join(' ').padEnd(tags)}  ${description}\n`);
  }
  terminal.setExitCode(EXIT.ok);
}

type Keys = { accessKey: string; kitAccessKey: string };

async function run(options: Options, terminal: Terminal, world: World): Promise<void> {
  const keys = await readKeys(options, terminal);
  const seller = await world.spawn({
    ports: { safe: options.port, vulnerable: options.vulnerablePort, control: options.controlPort },
    ...keys,
    encryptType: options.encryptType,
    faults: [...options.fault],
    slowMs: options.slowMs,
  });
  try {
    if (options.caFile !== undefined) await world.writePem(options.caFile, seller.caPem);
    if (options.kitPublicKeyFile !== undefined)
      await world.writePem(options.kitPublicKeyFile, seller.kitPublicKeyPem);
    introduce(seller, keys, options, terminal);
    const isStopped = await Promise.race([
      world.stopSignal().then(() => true),
      seller.ended.then(() => false),
    ]);
    if (!isStopped) terminal.writeError('The fake seller ended by itself.\n');
    terminal.setExitCode(isStopped ? EXIT.ok : EXIT.incomplete);
  } finally {
    await seller.stop();
  }
}

/** Keys that were named, or made up. @throws InputError when a named one is not there */
async function readKeys(options: Options, terminal: Terminal): Promise<Keys> {
  const { accessKeyEnv, accessKeyFile, kitAccessKeyEnv } = options;
  const madeUp = () => randomText(MADE_UP_KEY_CHARACTERS, terminal.random);
  const isNamed = accessKeyEnv !== undefined || accessKeyFile !== undefined;
  return {
    accessKey: isNamed ? await readAccessKey(options, false, terminal) : madeUp(),
    kitAccessKey:
      kitAccessKeyEnv === undefined
        ? madeUp()
        : checkedKey(terminal.environment(kitAccessKeyEnv) ?? '', kitAccessKeyEnv),
  };
}

/** Prints where everything is. A key that was named is not repeated. */
function introduce(seller: SpawnedFakeSeller, keys: Keys, options: Options, terminal: Terminal): void {
  const { sites, controlUrl, caPem, kitPublicKeyPem } = seller;
  const { user } = fakeSellerOptionsSchema.parse({});
  const madeUp = {
    ...(options.accessKeyEnv === undefined && options.accessKeyFile === undefined
      ? { accessKey: keys.accessKey }
      : {}),
    ...(options.kitAccessKeyEnv === undefined ? { kitAccessKey: keys.kitAccessKey } : {}),
  };
  if (options.json) {
    const { encryptType, fault: faults } = options;
    writeJson(terminal, { sites, controlUrl, caPem, kitPublicKeyPem, encryptType, faults, user, ...madeUp });
    return;
  }
  const lines: [name: string, value: string][] = [
    ['production URL', sites.safe.produceUrl],
    ...Object.entries(sites.safe.kitUrls),
    ['safe website', sites.safe.origin],
    ['vulnerable website', sites.vulnerable.origin],
    ['website login', `${user.username} / ${user.password}`],
    ['control panel', controlUrl],
    ['access key', madeUp.accessKey ?? 'as given'],
    ['kit access key', madeUp.kitAccessKey ?? 'as given'],
    ['encrypt type', options.encryptType],
    ['faults', options.fault.join(', ') || 'none'],
    ['CA certificate', options.caFile ?? 'write it with --ca-file FILE'],
  ];
  terminal.write(
    `${lines.map(([name, value]) => `${name.padEnd(20)}${value}`).join('\n')}\n\nCtrl+C ends it.\n`,
  );
}

const LAST_PORT = 65_535;

function portOption(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > LAST_PORT)
    throw new InvalidArgumentError(`a port from 0 to ${LAST_PORT}`);
  return port;
}

function slowOption(text: string): number {
  const delay = slowMsSchema.safeParse(/^\d+$/.test(text) ? Number(text) : null);
  if (!delay.success) throw new InvalidArgumentError(`a whole number of milliseconds up to ${SLOW_MAX_MS}`);
  return delay.data;
}

function faultOption(text: string, before: readonly FaultName[]): readonly FaultName[] {
  if (!isFaultName(text)) throw new InvalidArgumentError('no such fault; --list-faults prints them all');
  return [...before, text];
}
