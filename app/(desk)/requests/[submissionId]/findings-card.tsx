import { useTranslations } from 'next-intl';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { SEVERITIES } from '@/lib/findings/rules/finding';
import { countFindings } from '@/lib/findings/rules/score';
import type { ScanView } from '@/lib/scans/get-scan';
import type { SubmissionRecord } from '@/lib/submissions/store';
import { Card } from '../../../components/card';
import { DownloadLink } from '../../../components/download-link';
import { SeverityBadge } from '../../../components/severity-badge';
import { requestPath } from '../../assets/asset-paths';

type FindingsCardProps = {
  submission: SubmissionRecord;
  scans: readonly ScanView[];
  findings: readonly FindingRecord[];
};

/** The verdict in one sentence, and how many findings there are of each severity. */
export function FindingsCard({ submission, scans, findings }: FindingsCardProps) {
  const t = useTranslations('requests.findings');
  if (scans.length === 0 || submission.status === 'SCANNING') return null;
  const counts = countFindings(findings);
  const { blocking, total } = counts;
  return (
    <Card
      title={t('title')}
      aside={
        <DownloadLink href={`${requestPath(submission.id)}/report`} size="sm">
          {t('report')}
        </DownloadLink>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-16 font-medium">
          {t(blocking > 0 ? 'blocking' : 'notBlocking', { blocking, total })}
        </p>
        {total > 0 && (
          <ul className="flex flex-wrap gap-x-5 gap-y-2">
            {SEVERITIES.map((severity) => (
              <li key={severity}>
                <SeverityBadge severity={severity} count={counts[severity]} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}
