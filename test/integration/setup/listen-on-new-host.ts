import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { database } from '@/lib/db/client';

/**
 * Listens on a loopback port at which no test has had a website before: the system hands ports out again, and the host
 * would still be claimed by the earlier test's organization.
 * @returns the port
 */
export async function listenOnNewHost(server: Server): Promise<number> {
  for (;;) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    if ((await database().website.count({ where: { host: `127.0.0.1:${port}` } })) === 0) return port;
    await new Promise((resolve) => server.close(resolve));
  }
}
