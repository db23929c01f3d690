import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { API_PATH } from '@/lib/api/api-path';
import { FILE_BODY_TYPE } from '@/lib/api/operation';
import type { RawHeader } from '@/lib/http/exchange';
import { createOutbound } from '@/lib/http/outbound';
import { EXIT } from './exit-codes';
import { processTerminal, type Terminal } from './signing-terminal';

type Options = { data?: string; file?: string; output?: string; idempotencyKey?: string; ifMatch?: string };

const MOST_BYTES = 64 * 1_024 * 1_024;

/** `writeFile` fails where there is such a file already. */
type WritingTerminal = Terminal & { writeFile(path: string, bytes: Uint8Array): Promise<void> };

const writingTerminal: WritingTerminal = {
  ...processTerminal,
  writeFile: (path, bytes) => writeFile(path, bytes, { flag: 'wx' }),
};

/** `preflight api METHOD PATH`: one request to the API, with the key and the address of the environment. */
export function apiCommand(terminal: WritingTerminal = writingTerminal): Command {
  return new Command('api')
    .description('sends one request to the API of a desk')
    .argument('<method>', 'GET, POST, PUT, PATCH or DELETE', readMethod)
    .argument('<path>', `address of the operation, with its query: /assets (below ${API_PATH})`, readPath)
    .option('--data <json>', 'body as JSON; @file reads it from a file, - from standard input')
    .option('--file <path>', 'sends this file as the body, as it is')
    .option('--output <path>', 'writes what came back to a new file instead of standard output')
    .option('--idempotency-key <key>', 'the same request with the same key is done once')
    .option('--if-match <etag>', 'changes only what is still as it was read')
    .addHelpText(
      'after',
      `
Environment: PREFLIGHT_API_KEY, and PREFLIGHT_URL (default: http://localhost:3000).
Exit codes: 0 done, 1 refused, 2 usage, 3 the desk did not answer, or failed.`,
    )
    .action((method: string, path: string, options: Options) => send(method, path, options, terminal));
}

function readMethod(method: string): string {
  if (/^(get|post|put|patch|delete)$/i.test(method)) return method.toUpperCase();
  throw new InvalidArgumentError('Name GET, POST, PUT, PATCH or DELETE.');
}

function readPath(path: string): string {
  const below = path.replace(new RegExp(`^${API_PATH}(?=/)`), '');
  if (/^\/[\w\-./?&=%:,~+]+$/.test(below)) return below;
  throw new InvalidArgumentError('A path begins with / and is written as in an address.');
}

async function send(
  method: string,
  path: string,
  options: Options,
  terminal: WritingTerminal,
): Promise<void> {
  const key = terminal.environment('PREFLIGHT_API_KEY');
  if (!key) throw new InvalidArgumentError('Set PREFLIGHT_API_KEY to an API key of the organization.');
  const address = terminal.environment('PREFLIGHT_URL') || 'http://localhost:3000';
  if (!URL.canParse(address)) throw new InvalidArgumentError('PREFLIGHT_URL is no address.');
  const { protocol, hostname, port } = new URL(address);
  const number = Number(port) || (protocol === 'https:' ? 443 : 80);
  const outbound = createOutbound({ extraPorts: [number], allowPrivate: [`${hostname}:${number}`] });
  const body = await readData(options, terminal);
  const result = await outbound.send({
    method,
    url: new URL(`${API_PATH}${path}`, address).href,
    headers: headersFor(key, options),
    maxBodyBytes: MOST_BYTES,
    timeoutMs: 60_000,
    ...(body && { body }),
  });
  outbound.close();
  if (!result.ok) {
    terminal.writeError(`${result.failure.code} ${result.failure.seen ?? ''}\n`);
    terminal.setExitCode(EXIT.incomplete);
    return;
  }
  const { status, statusText, decodedBody } = result.exchange.response;
  if (status >= 300) terminal.writeError(`${status} ${statusText}\n`);
  if (options.output !== undefined && status < 300) await writeOutput(options.output, decodedBody, terminal);
  else if (decodedBody.length > 0) terminal.write(`${new TextDecoder().decode(decodedBody)}\n`);
  terminal.setExitCode(status < 300 ? EXIT.ok : status < 500 ? EXIT.findings : EXIT.incomplete);
}

function headersFor(key: string, { data, file, idempotencyKey, ifMatch }: Options): RawHeader[] {
  const headers: RawHeader[] = [
    ['Authorization', `Bearer ${key}`],
    ['Accept', 'application/json'],
  ];
  if (file !== undefined) headers.push(['Content-Type', FILE_BODY_TYPE]);
  else if (data !== undefined) headers.push(['Content-Type', 'application/json']);
  if (idempotencyKey !== undefined) headers.push(['Idempotency-Key', idempotencyKey]);
  if (ifMatch !== undefined) headers.push(['If-Match', ifMatch]);
  return headers;
}

async function readData({ data, file }: Options, terminal: Terminal): Promise<Uint8Array | null> {
  if (file !== undefined && data !== undefined)
    throw new InvalidArgumentError('Use --data or --file, not both.');
  if (file !== undefined) return readFile(file, terminal);
  if (data === undefined) return null;
  if (data === '-') return terminal.readInput();
  return data.startsWith('@') ? readFile(data.slice(1), terminal) : new TextEncoder().encode(data);
}

const readFile = (path: string, terminal: Terminal): Promise<Uint8Array> =>
  terminal.readFile(path).catch(() => {
    throw new InvalidArgumentError(`${path} cannot be read.`);
  });

const writeOutput = (path: string, bytes: Uint8Array, terminal: WritingTerminal): Promise<void> =>
  terminal.writeFile(path, bytes).catch(() => {
    throw new InvalidArgumentError(`${path} cannot be written, or is there already.`);
  });
