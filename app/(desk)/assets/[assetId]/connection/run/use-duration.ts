import { useTranslations } from 'next-intl';
import type { RunSummary } from '@/lib/connection-tests/get-connection-runs';
import { SECOND_MS } from '@/lib/core/clock';

const MINUTE_SECONDS = 60;

/** How long a run took, in words; null before its end. */
export function useDuration(): (run: Pick<RunSummary, 'startedAt' | 'finishedAt'>) => string | null {
  const t = useTranslations('connection-run.outcome');
  return ({ startedAt, finishedAt }) => {
    if (!startedAt || !finishedAt) return null;
    const seconds = Math.max(1, Math.round((finishedAt.getTime() - startedAt.getTime()) / SECOND_MS));
    if (seconds < MINUTE_SECONDS) return t('seconds', { seconds });
    return t('minutes', {
      minutes: Math.floor(seconds / MINUTE_SECONDS),
      seconds: seconds % MINUTE_SECONDS,
    });
  };
}
