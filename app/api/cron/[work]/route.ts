import { runRoute } from '@/app/run-route';
import { expireAnswers } from '@/lib/api/answers/expire-answers';
import { sealAudit } from '@/lib/audit-seals/seal-audit';
import { type Context, systemContext } from '@/lib/auth/actor';
import { expireAttempts } from '@/lib/auth/expire-attempts';
import { requireCronSecret } from '@/lib/auth/require-cron-secret';
import { expireAccessKeys } from '@/lib/connection-tests/keys/expire-access-keys';
import { probeApprovedAssets } from '@/lib/connection-tests/probe-approved-assets';
import { systemClock } from '@/lib/core/clock';
import { notFound } from '@/lib/core/errors';
import { watchDrift } from '@/lib/drift/watch-drift';
import { expireMessages } from '@/lib/messages/expire-messages';
import { expireNotices } from '@/lib/notices/expire-notices';
import { watchProducts } from '@/lib/products/watch-products';
import { expireScans } from '@/lib/scans/expire-scans';
import { bookRescans } from '@/lib/scans/rescans/book-rescans';
import { expireDeliveries } from '@/lib/webhooks/deliveries/expire-deliveries';

const WORK = new Map<string, (context: Context) => Promise<unknown>>([
  ['expire-scans', expireScans],
  ['book-rescans', bookRescans],
  ['probe-connections', (context) => probeApprovedAssets(context)],
  ['watch-products', watchProducts],
  ['watch-drift', watchDrift],
  ['expire-messages', expireMessages],
  ['expire-access-keys', expireAccessKeys],
  ['expire-deliveries', expireDeliveries],
  ['expire-notices', expireNotices],
  ['expire-answers', expireAnswers],
  ['expire-attempts', expireAttempts],
  ['seal-audit', sealAudit],
]);

type Props = { params: Promise<{ work: string }> };

/** The cron's routes, the same work as `preflight cron NAME`: `Authorization: Bearer <CRON_SECRET>`. */
export function POST(request: Request, { params }: Props): Promise<Response> {
  return runRoute('cron', request, async () => {
    requireCronSecret(request.headers.get('authorization'));
    const run = WORK.get((await params).work);
    if (!run) throw notFound('page');
    return run(systemContext('cron', systemClock));
  });
}
