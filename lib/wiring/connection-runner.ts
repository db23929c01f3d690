import { randomBytes } from 'node:crypto';
import type { ConnectionRunner } from '@/lib/connection-tests/run/run-queued-connection';
import { outboundToWebsite } from '@/lib/websites/outbound-to-website';

/** What a worker brings to a connection run. */
export const connectionRunner = (): ConnectionRunner => ({
  connect: (productionUrl) => outboundToWebsite(new URL(productionUrl).origin),
  random: (size) => new Uint8Array(randomBytes(size)),
});
