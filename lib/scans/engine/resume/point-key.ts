import { sha256Hex } from '@/lib/core/bytes';
import type { InsertionPoint } from '../../checks/check';

const keys = new WeakMap<InsertionPoint, string>();

/** The same for the same place in each execution of a scan; its number may be another one. */
export function pointKey(point: InsertionPoint): string {
  const { template, location, name, part } = point;
  const key = keys.get(point) ?? sha256Hex(JSON.stringify([template, location, name, part])).slice(0, 24);
  keys.set(point, key);
  return key;
}
