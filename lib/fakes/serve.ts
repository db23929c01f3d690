/**
 * Entry script: runs the fake seller as a process of its own, as an unprivileged user.
 * stdin: one line of JSON, the options (`{}` for the defaults), so that keys never stand in a process list.
 * stdout: one line of JSON, the addresses and the authority's certificate. Ends on SIGTERM, SIGINT or when stdin closes.
 */
import { createInterface } from 'node:readline';
import type { SellerAddresses } from './addresses';
import { dropPrivileges } from './drop-privileges';
import { preloadCertificateIssuer } from './issue-certificates';
import { startFakeSeller } from './start-fake-seller';

// Whatever is still to be loaded is loaded before root is given up: the folder may be closed to others.
await preloadCertificateIssuer();
dropPrivileges();

const lines = createInterface({ input: process.stdin });
const first = await new Promise<string>((resolve) => {
  lines.once('line', resolve);
  lines.once('close', () => resolve(''));
});
if (first === '') process.exit(2);

const seller = await startFakeSeller(JSON.parse(first));
const stop = () => void seller.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
lines.once('close', stop);

const { sites, controlUrl, caPem } = seller;
process.stdout.write(`${JSON.stringify({ sites, controlUrl, caPem } satisfies SellerAddresses)}\n`);
