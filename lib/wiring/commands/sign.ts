import { Command } from 'commander';
import { curlCommand } from '@/lib/response-checks/reproduce/curl';
import { canonicalJson, type JsonValue } from '@/lib/signing/canonical';
import { toBytes } from '@/lib/signing/encoding';
import { type MadeMessage, makeMessage } from '@/lib/signing/make-message';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { Profile } from '@/lib/signing/wire-message';
import { EXIT } from './exit-codes';
import {
  type BodyOptions,
  InputError,
  type KeyOptions,
  parameterOption,
  profileOption,
  readAccessKey,
  readBytes,
  readsInput,
  timeOption,
  withKeyOptions,
  withUsage,
  writeJson,
} from './signing-input';
import { processTerminal, type Terminal } from './signing-terminal';

type Options = KeyOptions &
  BodyOptions & {
    profile: Profile;
    url?: string;
    parameter: readonly (readonly [string, string])[];
    canonical?: true;
    at?: Date;
    json?: true;
  };

/** `preflight sign`: what KooGallery, or for `v1-body-sign` the seller, would send. */
export function signCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('sign').description('signs a request or a response by one of the four rules');
  return withKeyOptions(command)
    .option(
      '--profile <profile>',
      'v2-request, v2-kit, v1-auth-token or v1-body-sign',
      profileOption,
      'v2-request',
    )
    .option('--url <url>', 'production URL; needed by v2-request and v1-auth-token')
    .option('--body <text>', 'body, signed byte for byte')
    .option('--file <file>', 'read the body from this file (default: standard input)')
    .option(
      '--canonical',
      'first rewrite the JSON body as KooGallery does: compact, keys ascending, no nulls',
    )
    .option('--parameter <name=value>', 'parameter of a V1.0 call (repeatable)', parameterOption, [])
    .option('--at <time>', 'sign with this time instead of the current time', timeOption)
    .option('--json', 'write the full result as JSON to standard output')
    .addHelpText('after', '\nExit codes: 0 signed, 2 usage.')
    .action((options: Options) => withUsage(command, () => sign(options, terminal)));
}

async function sign(options: Options, terminal: Terminal): Promise<void> {
  const { profile, at } = options;
  const url = checkedUrl(options);
  const hasBody = profile !== 'v1-auth-token';
  const accessKey = await readAccessKey(options, hasBody && readsInput(options), terminal);
  const read = hasBody ? await readBytes(options, terminal) : new Uint8Array();
  const body = options.canonical ? canonicalBody(read) : read;
  const sources = { clock: at ? { now: () => at } : terminal.clock, random: terminal.random };
  const unsigned = { profile, url, accessKey, body, parameters: options.parameter };
  const signed = makeMessage(unsigned, sources, nodePrimitives);
  if (options.json) writeJson(terminal, { profile, ...signed.values, ...requestJson(signed) });
  else terminal.write(`${listLines(signed).join('\n')}\n`);
  terminal.setExitCode(EXIT.ok);
}

/** @throws InputError when the profile needs a URL and there is none, or it is not one of the web */
function checkedUrl({ profile, url }: Options): string | null {
  if (url === undefined) {
    if (profile === 'v2-request' || profile === 'v1-auth-token')
      throw new InputError('signing-command.urlMissing', { profile });
    return null;
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new InputError('signing-command.urlInvalid', { url });
  return url;
}

function canonicalBody(body: Uint8Array): Uint8Array {
  try {
    return toBytes(canonicalJson(JSON.parse(new TextDecoder().decode(body)) as JsonValue));
  } catch {
    throw new InputError('signing-command.bodyNotJson');
  }
}

const requestJson = ({ request, headers }: MadeMessage) => ({
  ...(request ? { method: request.method, url: request.url, curl: curlCommand(request) } : {}),
  headers,
});

/** One line a value, then the headers, then the command that sends it all. */
function listLines({ values, headers, request }: MadeMessage): string[] {
  return [
    ...Object.entries(values).map(([name, value]) => `${name.padEnd(10)} ${value}`),
    ...(request ? [`url        ${request.url}`] : []),
    ...headers.map(([name, value]) => `header     ${name}: ${value}`),
    ...(request ? ['', curlCommand(request)] : []),
  ];
}
