import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { Notice } from '@/app/components/notice';
import { websitePath } from '@/app/paths';
import type { OutlivedScan } from '@/lib/submissions/rules/review-end';

type OutlivedNoticeProps = {
  scans: readonly OutlivedScan[];
  /** Only the seller can scan again. */
  reader: 'seller' | 'reviewer';
};

/** That a review may outlive the scans it rests on: which, both dates, and the way out. Nothing where none is. */
export function OutlivedNotice({ scans, reader }: OutlivedNoticeProps) {
  const t = useTranslations('requests.outlived');
  if (scans.length === 0) return null;
  return (
    <Notice tone="attention" title={t('title', { count: scans.length })}>
      <ul className="flex flex-col gap-1">
        {scans.map(({ websiteId, website, validUntil, reviewEndsBy }) => (
          <li key={websiteId}>
            {t.rich('line', {
              reader,
              website,
              link: () => (
                <Link href={websitePath(websiteId, 'scans')} className="text-link">
                  {website}
                </Link>
              ),
              ends: () => <DateTime at={validUntil} hasZone />,
              review: () => <DateTime at={reviewEndsBy} hasZone />,
            })}
          </li>
        ))}
      </ul>
      <p className="mt-1">{t('way', { reader })}</p>
    </Notice>
  );
}
