import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { requireScan } from '../store';
import { type FindingRetest, findOpenRetests, findRetests, type OpenRetest } from './store';

export type ScanRetests = {
  /** The newest result of each finding, by its id. */
  results: ReadonlyMap<string, FindingRetest>;
  open: OpenRetest | null;
};

/** What re-tests of a scan's findings came to, and the one that is not over. @throws AppError NOT_FOUND */
export async function listRetests(context: Context, scanId: string): Promise<ScanRetests> {
  const scope = authorise(context, 'scan.view');
  const scan = await requireScan(database(), scope, scanId);
  const results = await findRetests(database(), scope, [scan.id]);
  return {
    results: new Map(results.map((one) => [one.findingId, one])),
    open: (await findOpenRetests(database(), scope, [scan.id]))[0] ?? null,
  };
}
