import { recordAudit } from '@/lib/audit/record-audit';
import { actorId, actorLabel, type TxContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import type { ProductStep } from './rules/lifecycle';
import { insertProductTransition } from './store';

type Told = { before?: Record<string, unknown>; after?: Record<string, unknown> };

/** The history row and the audit entry of one step in the life of a product. */
export async function recordStep(
  context: TxContext,
  product: { id: string; assetId: string; organizationId: string },
  { event, audit }: ProductStep,
  told: Told,
): Promise<void> {
  const at = context.clock.now();
  await insertProductTransition(context.tx, product.id, {
    id: newId(at.getTime()),
    event,
    actorId: actorId(context.actor),
    actorLabel: actorLabel(context.actor),
    at,
  });
  await recordAudit(context.tx, context, {
    event: audit,
    organizationId: product.organizationId,
    subject: { type: 'product', id: product.id },
    assetId: product.assetId,
    ...told,
  });
}
