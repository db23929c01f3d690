import { computeFingerprint } from '@/lib/findings/rules/fingerprint';
import type { RetestTarget } from '../../rules/retest';
import { pageAddress } from '../crawl/scope-url';

/** The address that tells a page apart in the fingerprint of one of these findings; null where none has its own. */
export function findOwnAddress(url: string, targets: readonly RetestTarget[]): string | null {
  const ownAddress = pageAddress(url);
  const isOwn = (target: RetestTarget) =>
    pageAddress(target.url) === ownAddress &&
    computeFingerprint({ ...target, ownAddress }) === target.fingerprint;
  return targets.some(isOwn) ? ownAddress : null;
}
