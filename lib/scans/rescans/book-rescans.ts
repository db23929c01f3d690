import { authoriseSystem, type Context, type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { DAY_MS, HOUR_MS } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { notify } from '@/lib/notices/notify';
import { listWebsiteFacts } from '@/lib/ownership/list-website-facts';
import { queueAlone, queueScan } from '../request-scan';
import { isInRescanWindow } from '../rules/rescan-window';
import { type DueRescan, findDueRescans } from './store';

const BATCH = 200;
/** A scan that was started so recently is not followed by an automatic one, however it ended: the next night is. */
const APART_MS = 20 * HOUR_MS;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Starts the automatic scans that are due and in their window, each once, however often and by whomever it is called. A
 * website whose ownership or agreement forbids a scan is not scanned; its editors hear of it once for each scan that
 * expires. What the limit of scans at once leaves is tried again by the next run.
 * @returns how many it started, and how many may not be scanned
 */
export async function bookRescans(context: Context): Promise<{ booked: number; refused: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'book-rescans', async () => {
    const now = context.clock.now();
    const times = {
      now,
      validMs: SCAN_VALID_DAYS * DAY_MS,
      triedAfter: new Date(now.getTime() - APART_MS),
    };
    const outcome = { booked: 0, refused: 0 };
    let afterId = FIRST_ID;
    let due: DueRescan[];
    do {
      due = await findDueRescans(database(), scope, times, { afterId, atMost: BATCH });
      for (const one of due.filter((each) => isInRescanWindow(now, each))) {
        const result = await book(context, scope, one);
        if (result) outcome[result] += 1;
      }
      afterId = due.at(-1)?.websiteId ?? FIRST_ID;
    } while (due.length === BATCH);
    return outcome;
  });
}

/** @returns null where a scan is under way already, or as many as the organization may have */
async function book(
  context: Context,
  platform: PlatformScope,
  { websiteId, organizationId, scanId }: DueRescan,
): Promise<'booked' | 'refused' | null> {
  const scope = { ...toOrganizationScope({ organizationId }, platform), userId: null };
  const website = (await listWebsiteFacts(database(), scope, [websiteId], context.clock.now())).get(
    websiteId,
  );
  if (!website) return null;
  const blocker =
    website.ownership !== 'VERIFIED' ? 'OWNERSHIP' : website.isAgreementAccepted ? null : 'AGREEMENT';
  if (blocker !== null) {
    const values = { websiteId, website: website.host, blocker } as const;
    const key = `${scanId}:${blocker}`;
    await transact(context, (inner) =>
      notify(inner, { kind: 'scan.notBooked', organizationId, key, values }),
    );
    return 'refused';
  }
  try {
    await queueAlone((tx) =>
      queueScan(tx, context, scope, { website, purpose: 'SELF_CHECK', submissionId: null, assetId: null }),
    );
    return 'booked';
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
