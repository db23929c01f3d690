import { conflict } from '@/lib/core/errors';
import { type ProductEvent, type ProductStatus, type ProductStep, productStep } from './rules/lifecycle';

/** @throws AppError CONFLICT when the event means nothing in this status */
export function takeStep(from: ProductStatus | null, event: ProductEvent): ProductStep {
  const step = productStep(from, event);
  if (!step) throw conflict('products.withdrawn');
  return step;
}
