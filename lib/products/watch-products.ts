import { recordAudit } from '@/lib/audit/record-audit';
import {
  authoriseSystem,
  type Context,
  type OrganizationScope,
  type PlatformScope,
  type TxContext,
  toOrganizationScope,
} from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { notify } from '@/lib/notices/notify';
import { clearFlags, findProductsOnSale, findToldFlags, insertFlags, type ToldFlag } from './flags-store';
import type { ProductRecord } from './product-record';
import { type FlagChanges, flagChanges } from './rules/flag-changes';
import { productFlags } from './rules/product-flags';
import { lockProduct } from './store';

const PAGE = 200;

/**
 * Looks at every product on sale, and tells its people of what is newly wrong and of what no longer is: once for each
 * cause, however often and by whomever it is called.
 * @returns how many flags were raised, and how many are gone
 */
export async function watchProducts(context: Context): Promise<{ flagged: number; cleared: number }> {
  const platform = authoriseSystem(context);
  return runScheduled(context, platform, 'watch-products', async () => {
    const now = context.clock.now();
    const outcome = { flagged: 0, cleared: 0 };
    let after: string | null = null;
    do {
      const products = await findProductsOnSale(database(), platform, { now, after, atMost: PAGE });
      after = products.length === PAGE ? (products.at(-1)?.id ?? null) : null;
      const told = await findToldFlags(
        database(),
        platform,
        products.map(({ id }) => id),
      );
      for (const product of products) {
        const seen = flagChanges(productFlags(product, now), told.get(product.id) ?? []);
        if (seen.raised.length + seen.gone.length === 0) continue;
        const { raised, gone } = await tellOfFlags(context, platform, product);
        outcome.flagged += raised.length;
        outcome.cleared += gone.length;
      }
    } while (after !== null);
    return outcome;
  });
}

/** Judges the product anew while its row is held: whoever came first has told of it. */
const tellOfFlags = (
  context: Context,
  platform: PlatformScope,
  { id, organizationId }: ProductRecord,
): Promise<FlagChanges<ToldFlag>> =>
  transact(context, async (inner) => {
    const scope = toOrganizationScope({ organizationId }, platform);
    const now = context.clock.now();
    const product = await lockProduct(inner.tx, scope, id, now);
    const told = (await findToldFlags(inner.tx, platform, [id])).get(id) ?? [];
    const { raised, gone } = flagChanges(productFlags(product, now), told);
    const fresh = raised.map(({ code, subject }) => ({ id: newId(now.getTime()), code, subject }));
    await insertFlags(inner.tx, id, fresh, now);
    await clearFlags(inner.tx, scope, { productId: id, ids: gone.map((flag) => flag.id), at: now });
    await tellPeople(inner, scope, product, { raised: fresh, gone });
    return { raised: fresh, gone };
  });

async function tellPeople(
  inner: TxContext,
  { organizationId }: OrganizationScope,
  product: ProductRecord,
  { raised, gone }: FlagChanges<ToldFlag>,
): Promise<void> {
  const about = (flag: ToldFlag) => ({
    organizationId,
    key: flag.id,
    values: {
      productId: product.id,
      product: product.name,
      cause: flag.code,
      website: product.websites.find(({ id }) => id === flag.subject)?.name ?? null,
    },
  });
  await notify(inner, [
    ...raised.map((flag) => ({ kind: 'product.flagged' as const, ...about(flag) })),
    ...gone.map((flag) => ({ kind: 'product.cleared' as const, ...about(flag) })),
  ]);
  await recordAudit(
    inner.tx,
    inner,
    [
      ...raised.map((flag) => [flag, 'flagged'] as const),
      ...gone.map((flag) => [flag, 'cleared'] as const),
    ].map(([flag, what]) => ({
      event: `product.${what}` as const,
      organizationId,
      subject: { type: 'product' as const, id: product.id },
      assetId: product.assetId,
      after: { cause: flag.code },
    })),
  );
}
