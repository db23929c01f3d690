import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { VerdictPill } from '@/app/(desk)/finding-state-pill';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { reviewPath } from '@/app/paths';
import type { EarlierVerdict } from '@/lib/appeals/review/earlier-verdict-store';
import type { EarlierVerdicts } from '@/lib/appeals/review/list-earlier-verdicts';

/** What was decided before: on this finding, and on others that the same check reports. */
export function EarlierCard({ earlier: { ofFinding, ofRule } }: { earlier: EarlierVerdicts }) {
  const t = useTranslations('review.earlier');
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        <EarlierList title={t('ofFinding')} verdicts={ofFinding} />
        <EarlierList title={t('ofRule')} verdicts={ofRule} />
      </div>
    </Card>
  );
}

function EarlierList({ title, verdicts }: { title: string; verdicts: readonly EarlierVerdict[] }) {
  const t = useTranslations('review.earlier');
  const someone = useTranslations('review.verdict')('someone');
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-13 font-semibold">{title}</h3>
      {verdicts.length === 0 ? (
        <p className="text-13 text-muted">{t('none')}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {verdicts.map((one) => (
            <li key={one.id} className="flex flex-col gap-1 border-l-2 border-line pl-3 text-13">
              <span className="flex flex-wrap items-center gap-x-2">
                <VerdictPill outcome={one.outcome} />
                <Link
                  prefetch={false}
                  href={reviewPath(one.submissionId, one.findingId)}
                  className="min-w-0 font-mono text-12 wrap-anywhere hover:underline"
                >
                  {one.method} {one.url}
                </Link>
              </span>
              <span className="wrap-anywhere whitespace-pre-wrap">{one.reason}</span>
              <span className="wrap-anywhere text-muted">
                {t('by', { organization: one.organizationName, reviewer: one.reviewerName ?? someone })} ·{' '}
                <DateTime at={one.at} isDayOnly />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
