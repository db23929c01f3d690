import { configuration } from '@/lib/config/configuration';
import { equalSecrets } from '@/lib/core/bytes';
import { AppError } from '@/lib/core/errors';

/**
 * Whether a call comes from the operator's cron: the header must be `Bearer` and the secret, compared in constant time.
 * @throws AppError UNAUTHENTICATED; PRECONDITION_FAILED where no secret is configured: without one nobody gets in
 */
export function requireCronSecret(header: string | null): void {
  const { CRON_SECRET } = configuration();
  if (CRON_SECRET === undefined) throw new AppError('PRECONDITION_FAILED', { message: 'cron.noSecret' });
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1] ?? '';
  if (!equalSecrets(given, CRON_SECRET))
    throw new AppError('UNAUTHENTICATED', { message: 'cron.wrongSecret' });
}
