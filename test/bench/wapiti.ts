import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LIMIT_MS = 10 * 60_000;

/** @returns the exit code; null where the program is not there or took too long */
function run(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn('wapiti', args, { stdio: 'ignore', timeout: LIMIT_MS });
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
}

export const isWapitiThere = async (): Promise<boolean> => (await run(['--version'])) === 0;

/** Passes requests on to a site and counts them. */
async function startCounter(origin: string) {
  let requests = 0;
  const { hostname, port } = new URL(origin);
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    const { method, url, headers } = incoming;
    const passed = forward({ hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: () => requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** One module of wapiti over a site. @returns null where it failed */
export async function runWapiti(
  origin: string,
  module: string,
): Promise<{ requests: number; seconds: number; findings: number } | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wapiti-'));
  const counter = await startCounter(origin);
  const startedMs = performance.now();
  try {
    const report = path.join(folder, 'report.json');
    const output = ['-f', 'json', '-o', report, '--store-session', folder, '--flush-session'];
    if ((await run(['-u', `${counter.origin}/`, '-m', module, ...output])) !== 0) return null;
    const { vulnerabilities } = JSON.parse(await readFile(report, 'utf8')) as {
      vulnerabilities: Record<string, unknown[]>;
    };
    const findings = Object.values(vulnerabilities).reduce((sum, ones) => sum + ones.length, 0);
    return { requests: counter.count(), seconds: (performance.now() - startedMs) / 1_000, findings };
  } catch {
    return null;
  } finally {
    counter.close();
    await rm(folder, { recursive: true });
  }
}
