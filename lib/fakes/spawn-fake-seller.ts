import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { KIT_INTERFACES, type SellerAddresses } from './addresses';
import type { FakeSellerOptions } from './schemas';

export type SpawnedFakeSeller = SellerAddresses & {
  pid: number;
  /** Resolves when the process is gone, whoever ended it. */
  ended: Promise<void>;
  /** Ends the process and resolves when it is gone. */
  stop(): Promise<void>;
};

const siteSchema = z.strictObject({
  origin: z.url(),
  port: z.number(),
  loginUrl: z.url(),
  verifyUrl: z.url(),
  produceUrl: z.url(),
  kitUrls: z.record(z.enum(KIT_INTERFACES), z.url()),
  verificationFileUrl: z.url(),
});

const addressesSchema = z.strictObject({
  sites: z.strictObject({ safe: siteSchema, vulnerable: siteSchema }),
  controlUrl: z.url(),
  caPem: z.string(),
  kitPublicKeyPem: z.string(),
}) satisfies z.ZodType<SellerAddresses>;

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Runs `serve.ts` as a child process, which gives up root before it listens, and waits for its addresses. The child
 * gets no environment of ours: no secret of the product is within reach of a server with flaws. It ends with us.
 * @throws Error when the child ends before it listens
 */
export async function spawnFakeSeller(options: FakeSellerOptions = {}): Promise<SpawnedFakeSeller> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'serve.ts')], {
    cwd: ROOT,
    env: { NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const line = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('close', (code) =>
      reject(new Error(`The fake seller ended with code ${code} before it listened.`)),
    );
  });
  // A child that ends at once breaks the pipe; `line` reports that better.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(options)}\n`);
  const addresses = addressesSchema.parse(JSON.parse(await line));
  const stop = () => {
    child.stdin.end();
    child.kill('SIGTERM');
    return ended;
  };
  return { ...addresses, pid: child.pid ?? 0, ended, stop };
}
