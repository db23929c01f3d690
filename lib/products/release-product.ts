import { lockAsset } from '@/lib/assets/for-other-rooms';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { isUniqueViolation } from '@/lib/db/client';
import { lockWebsiteWithFacts } from '@/lib/websites/lock-website-with-facts';
import { assessRelease } from './assess-release';
import { recordStep } from './record-step';
import type { ReleaseBlocker } from './rules/release-blockers';
import { type Release, releaseProductSchema } from './schemas';
import { findNamesake, insertProduct } from './store';
import { takeStep } from './take-step';

export type ReleaseResult =
  | { ok: true; productId: string }
  | { ok: false; blockers: readonly ReleaseBlocker[] };

const nameTaken = (name: string) =>
  new AppError('VALIDATION', {
    message: 'validation',
    fields: [{ field: 'name', message: 'products.nameTaken', values: { name } }],
  });

/**
 * Releases an approved asset as a product, and freezes the submission and the scans that it rests on. The same release
 * twice is one product.
 * @param input `{ assetId, name, note, isAuthorizationRequired, encryptionAlgorithm? }`
 * @returns the blockers where the asset cannot be released: the same list as the page's
 * @throws AppError NOT_FOUND; VALIDATION when another product on sale has the name
 */
export async function releaseProduct(context: Context, input: unknown): Promise<ReleaseResult> {
  const scope = authorise(context, 'product.release');
  const release = parseInput(releaseProductSchema, input);
  const now = context.clock.now();
  // One instant for all of it: what is judged is what is released.
  const releasing: Context = { ...context, clock: { now: () => now } };
  try {
    return await transact(releasing, async (inner) => {
      const { tx } = inner;
      const asset = await lockAsset(tx, scope, release.assetId);
      for (const id of [...asset.websiteIds].sort()) await lockWebsiteWithFacts(tx, scope, id, now);
      const namesake = await findNamesake(tx, scope, release.name);
      if (namesake && isSame(namesake, { ...release, submissionId: asset.submissionId }))
        return { ok: true, productId: namesake.id };
      if (namesake) throw nameTaken(release.name);
      const { assessed, blockers } = await assessRelease(tx, scope, asset, now);
      if (blockers.length > 0 || asset.submissionId === null) return { ok: false, blockers };
      const id = newId(now.getTime());
      await insertProduct(tx, scope, {
        ...release,
        id,
        submissionId: asset.submissionId,
        releasedById: scope.userId,
        releasedAt: now,
        scans: assessed.facts.websites.flatMap(({ id: websiteId, latestScan }) =>
          latestScan ? [{ websiteId, scanId: latestScan.id }] : [],
        ),
      });
      const { name, note, encryptionAlgorithm } = release;
      await recordStep(
        inner,
        { id, assetId: asset.id, organizationId: scope.organizationId },
        takeStep(null, 'release'),
        { after: { name, note, encryptionAlgorithm, submissionId: asset.submissionId } },
      );
      return { ok: true, productId: id };
    });
  } catch (error) {
    throw isUniqueViolation(error, 'Product_name_once_on_sale') ? nameTaken(release.name) : error;
  }
}

type Compared = Pick<Release, 'assetId' | 'note' | 'encryptionAlgorithm'> & { submissionId: string | null };

const isSame = (a: Compared, b: Compared): boolean =>
  a.assetId === b.assetId &&
  a.submissionId === b.submissionId &&
  a.note === b.note &&
  a.encryptionAlgorithm === b.encryptionAlgorithm;
