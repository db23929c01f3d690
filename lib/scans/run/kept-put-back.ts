import type { PlatformScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { database } from '@/lib/db/client';
import type { Execution } from '@/lib/jobs/long-work';
import { openSecret, sealSecret } from '@/lib/storage/seal-secret';
import type { RequestTemplate } from '../checks/check';
import type { ScanDeps } from '../engine/scan-deps';
import { findSealedPutBacks, storePutBack } from './store';

const encryptionContext = (scanId: string): string => `scan-put-back:${scanId}`;

/**
 * What probes changed and nobody put back, kept where it outlives the worker: forms hold the data of the site's users,
 * so it is sealed. What an earlier scan of the website left is taken over by this one.
 */
export async function keptPutBack(
  scope: PlatformScope,
  scan: { id: string; websiteId: string },
  whileLeased: Execution['whileLeased'],
): Promise<NonNullable<ScanDeps['putBack']>> {
  const keys = configuration().ENCRYPTION_KEYS;
  const first: RequestTemplate[] = [];
  for (const { id, sealedPutBack } of await findSealedPutBacks(database(), scope, scan.websiteId)) {
    const opened = await openSecret(sealedPutBack, encryptionContext(id), keys);
    if (opened.ok) first.push(...(JSON.parse(opened.value) as RequestTemplate[]));
  }
  return {
    first,
    keep: async (requests) => {
      const sealedPutBack =
        requests.length === 0
          ? null
          : await sealSecret(JSON.stringify(requests), encryptionContext(scan.id), keys);
      await whileLeased(({ tx }) => storePutBack(tx, scope, scan, sealedPutBack));
    },
  };
}
