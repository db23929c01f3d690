import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { useInstants } from '@/app/components/date-time';
import { scanPath } from '@/app/paths';
import type { ComparedOpinion } from '@/lib/opinions/get-opinion';
import { LEFT_OUT_REASONS } from '@/lib/opinions/rules/opinion-row';

/** What the report and our newest scan have in common, and what of the report was not kept. */
export function ComparedCard({ compared }: { compared: ComparedOpinion }) {
  const t = useTranslations('opinions');
  const show = useInstants();
  const { scan, states, opinion } = compared;
  const { leftOut } = opinion.counts;
  const reasons = LEFT_OUT_REASONS.filter((reason) => leftOut[reason] > 0);
  return (
    <Card title={t('compared.title')}>
      <div className="flex max-w-reading flex-col gap-3">
        {scan ? (
          <div>
            <p className="font-medium">
              {t('compared.counts', {
                also: states.ALSO_HERE,
                only: states.ONLY_THERE,
                not: states.NOT_COMPARED,
              })}
            </p>
            <p>
              {scan.findings > 0 && t('compared.onlyHere', { count: scan.onlyHere, total: scan.findings })}
            </p>
            <p className="text-13 text-muted">
              {t('compared.with', { at: show(scan.completedAt).text })}{' '}
              <Link prefetch={false} href={scanPath(scan.id)} className="text-link">
                {t('compared.openScan')}
              </Link>
            </p>
          </div>
        ) : (
          <p>{t('compared.noScan')}</p>
        )}
        <div className="text-13 text-muted">
          <p>{t('intro')}</p>
          {opinion.madeAt !== '' && (
            <p>
              <bdi>{t('madeAt', { at: opinion.madeAt })}</bdi>
            </p>
          )}
        </div>
        {reasons.length > 0 && (
          <div className="text-13">
            <h3 className="font-medium text-muted">{t('leftOutTitle')}</h3>
            <ul>
              {reasons.map((reason) => (
                <li key={reason}>{t(`leftOut.${reason}`, { count: leftOut[reason] })}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
}
