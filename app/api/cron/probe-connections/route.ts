import { runRoute } from '@/app/run-route';
import { systemContext } from '@/lib/auth/actor';
import { requireCronSecret } from '@/lib/auth/require-cron-secret';
import { probeApprovedAssets } from '@/lib/connection-tests/probe-approved-assets';
import { systemClock } from '@/lib/core/clock';

/** The cron's route: `Authorization: Bearer <CRON_SECRET>`. */
export function POST(request: Request): Promise<Response> {
  return runRoute('cron.probeConnections', request, () => {
    requireCronSecret(request.headers.get('authorization'));
    return probeApprovedAssets(systemContext('cron', systemClock));
  });
}
