import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { Check, InsertionPoint } from '../../checks/check';
import type { NotTestedReason } from '../../rules/result';
import type { RetestTarget } from '../../rules/retest';
import type { ClassLedger } from '../class-ledger';
import { placeName } from '../requests/place-name';

/**
 * What became of a check at each place of a finding. Of one that looks at pages or at the site there is one place, which
 * was looked at when it finished.
 */
export function listGaps(
  target: RetestTarget,
  check: Check,
  ledger: ClassLedger,
  points: readonly InsertionPoint[],
): (NotTestedReason | null)[] {
  const { isFinished, places } = ledger.readCheck(check.id);
  const names = points.map(placeName);
  const path = new URL(target.url).pathname;
  const isOwn = (place: string) => {
    if (check.kind === 'active') return names.includes(place);
    return check.kind === 'request' ? isPlaceOfRequest(place, target) : place.includes(path);
  };
  const gaps = places.filter(({ place }) => isOwn(place)).map(({ gap }) => gap());
  const isWhole = check.kind === 'passive' || check.kind === 'site';
  return isWhole && isFinished && gaps.length === 0 ? [null] : gaps;
}

/** @param place `POST /path`, as request checks name theirs */
function isPlaceOfRequest(place: string, { method, url }: RetestTarget): boolean {
  const [own = '', path = ''] = place.split(' ');
  return own === method && pathTemplate(path) === pathTemplate(new URL(url).pathname);
}
