import { runRoute } from '@/app/run-route';
import { systemContext } from '@/lib/auth/actor';
import { requireCronSecret } from '@/lib/auth/require-cron-secret';
import { expireAccessKeys } from '@/lib/connection-tests/keys/expire-access-keys';
import { systemClock } from '@/lib/core/clock';

/** The cron's route: `Authorization: Bearer <CRON_SECRET>`. */
export function POST(request: Request): Promise<Response> {
  return runRoute('cron.expireAccessKeys', request, () => {
    requireCronSecret(request.headers.get('authorization'));
    return expireAccessKeys(systemContext('cron', systemClock));
  });
}
