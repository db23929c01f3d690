import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Validity } from '@/app/components/validity';
import { websitePath } from '@/app/paths';
import type { Readiness } from '@/lib/submissions/rules/readiness';

type ReleaseLineProps = { readiness: Pick<Readiness, 'releaseSafeUntil' | 'unsafeReasons'> };

/** Until when an asset is safe to release, or why it is not, each with the way to the website. */
export function ReleaseLine({ readiness: { releaseSafeUntil, unsafeReasons } }: ReleaseLineProps) {
  const t = useTranslations('calendar');
  if (releaseSafeUntil !== null)
    return <p>{t.rich('release.safe', { date: () => <Validity until={releaseSafeUntil} /> })}</p>;
  return (
    <>
      <p>{t('release.unsafe')}</p>
      <ul className="list-disc pl-5 text-13 text-muted">
        {unsafeReasons.map((reason) =>
          reason.code === 'NO_WEBSITE' ? (
            <li key={reason.code}>{t('reasons.NO_WEBSITE')}</li>
          ) : (
            <li key={reason.websiteId} className="wrap-anywhere">
              <Link href={websitePath(reason.websiteId, 'scans')} className="text-link">
                {t(`reasons.${reason.code}`, { website: reason.website })}
              </Link>
            </li>
          ),
        )}
      </ul>
    </>
  );
}
