import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { messagePath } from '@/app/(desk)/messages/message-paths';
import { ResultPill } from '@/app/(desk)/messages/result-pill';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import type { ComparedMessage } from '@/lib/messages/compare-messages';

type SideCardProps = { side: ComparedMessage; label: string };

/** One of two exchanges that are compared: which it is, and how it went. */
export function SideCard({ side: { row, attempt }, label }: SideCardProps) {
  const t = useTranslations('messages');
  return (
    <Card title={label} aside={<ResultPill call={{ purpose: row.purpose, isPassed: attempt.isPassed }} />}>
      <p>
        <Link
          prefetch={false}
          href={messagePath(row.id, attempt.sequence)}
          className="font-mono wrap-anywhere text-link"
        >
          {t('compare.when', { activity: row.activity, number: attempt.sequence })}
        </Link>
      </p>
      <p className="text-13 wrap-anywhere text-muted">
        <DateTime at={attempt.startedAt} /> · {row.assetName || t('none')} · {row.protocol} ·{' '}
        {t('ms', { ms: Math.round(attempt.timing.totalMs) })}
      </p>
    </Card>
  );
}
