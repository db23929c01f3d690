import type { AuditEvent } from '@/lib/audit/rules/audit-events';

export const PRODUCT_STATUSES = ['RELEASED', 'WITHDRAWN'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];
export type ProductEvent = 'release' | 'edit' | 'withdraw';

export type ProductStep = {
  /** `null`: the product does not exist yet. */
  from: ProductStatus | null;
  event: ProductEvent;
  to: ProductStatus;
  audit: AuditEvent;
};

/**
 * The life of a product. It ends with the withdrawal: what is to be sold again is released again, so that every release
 * has its own submission and scans.
 */
export const PRODUCT_LIFECYCLE: readonly ProductStep[] = [
  { from: null, event: 'release', to: 'RELEASED', audit: 'product.released' },
  { from: 'RELEASED', event: 'edit', to: 'RELEASED', audit: 'product.noteEdited' },
  { from: 'RELEASED', event: 'withdraw', to: 'WITHDRAWN', audit: 'product.withdrawn' },
];

/** The row of the table; null when the event means nothing in this status. */
export const productStep = (from: ProductStatus | null, event: ProductEvent): ProductStep | null =>
  PRODUCT_LIFECYCLE.find((step) => step.from === from && step.event === event) ?? null;

export const productStatus = ({ withdrawnAt }: { withdrawnAt: Date | null }): ProductStatus =>
  withdrawnAt === null ? 'RELEASED' : 'WITHDRAWN';
