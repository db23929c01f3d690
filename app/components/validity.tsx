import { useFormatter, useNow, useTranslations } from 'next-intl';
import { DateTime } from './date-time';

/** Until when something holds: the date first, how far away it is second. */
export function Validity({ until }: { until: Date }) {
  const t = useTranslations('common.validity');
  const format = useFormatter();
  const now = useNow();
  return (
    <span>
      <DateTime at={until} />
      <span className="font-normal text-muted">
        {' · '}
        {until > now ? format.relativeTime(until, now) : t('expired')}
      </span>
    </span>
  );
}
