import { runRoute } from '@/app/run-route';
import { systemContext } from '@/lib/auth/actor';
import { requireCronSecret } from '@/lib/auth/require-cron-secret';
import { systemClock } from '@/lib/core/clock';
import { expireScans } from '@/lib/scans/expire-scans';

/** The cron's route: `Authorization: Bearer <CRON_SECRET>`. */
export function POST(request: Request): Promise<Response> {
  return runRoute('cron.expireScans', request, () => {
    requireCronSecret(request.headers.get('authorization'));
    return expireScans(systemContext('cron', systemClock));
  });
}
