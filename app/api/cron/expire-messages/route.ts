import { runRoute } from '@/app/run-route';
import { systemContext } from '@/lib/auth/actor';
import { requireCronSecret } from '@/lib/auth/require-cron-secret';
import { systemClock } from '@/lib/core/clock';
import { expireMessages } from '@/lib/messages/expire-messages';

/** The cron's route: `Authorization: Bearer <CRON_SECRET>`. */
export function POST(request: Request): Promise<Response> {
  return runRoute('cron.expireMessages', request, () => {
    requireCronSecret(request.headers.get('authorization'));
    return expireMessages(systemContext('cron', systemClock));
  });
}
