/**
 * Entry script: runs the fake seller as a process of its own, as an unprivileged user.
 * stdin: one line of JSON, the options (`{}` for the defaults), so that keys never appear in a process list.
 * stdout: one line of JSON, the addresses and the authority's certificate. Ends on SIGTERM, SIGINT or when stdin closes.
 */
import { createInterface } from 'node:readline';
import type { SellerAddresses } from './addresses';
import { dropPrivileges } from './drop-privileges';
import { preloadCertificateIssuer } from './issue-certificates';
import { type FakeSeller, startFakeSeller } from './start-fake-seller';

async function serve(): Promise<void> {
  // Whatever is still to be loaded is loaded before root is given up: the folder may be closed to others.
  await preloadCertificateIssuer();
  dropPrivileges();
  let seller: FakeSeller | null = null;
  const stop = () => void Promise.resolve(seller?.close()).then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  const lines = createInterface({ input: process.stdin });
  process.stdin.once('end', stop);
  const options = await new Promise<string>((resolve) => lines.once('line', resolve));
  seller = await startFakeSeller(JSON.parse(options));
  const { sites, controlUrl, caPem, kitPublicKeyPem } = seller;
  const addresses: SellerAddresses = { sites, controlUrl, caPem, kitPublicKeyPem };
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
}

serve().catch((error: unknown) => {
  process.stderr.write(`The fake seller did not start: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
