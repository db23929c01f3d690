import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { VerdictPill } from '@/app/(desk)/finding-state-pill';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { Card } from '@/app/components/card';
import { DownloadLink } from '@/app/components/download-link';
import { SeverityBadge } from '@/app/components/severity-badge';
import { appealPath, requestPath, scanPath } from '@/app/paths';
import type { Verdicts } from '@/lib/appeals/list-verdicts';
import { countVerdicts } from '@/lib/appeals/rules/finding-state';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking, isCarried, isSevere, SEVERITIES } from '@/lib/findings/rules/finding';
import { countFindings } from '@/lib/findings/rules/score';
import { isReviewing, isScanning } from '@/lib/lifecycle/rules/status';
import type { SubmissionDetails } from '@/lib/submissions/get-submission';

type FindingsCardProps = {
  request: Pick<SubmissionDetails, 'submission' | 'scans' | 'findings'>;
  verdicts: Verdicts;
};

const LISTED = 20;

/** What blocks in one sentence, how many findings there are of each severity, and what was decided on those that block. */
export function FindingsCard({ request, verdicts }: FindingsCardProps) {
  const t = useTranslations('requests.findings');
  const decisions = useTranslations('decisions');
  const { submission, scans, findings } = request;
  if (scans.length === 0 || isScanning(submission.status)) return null;
  const carried = findings.filter((one) => isSevere(one) && isCarried(one)).length;
  const counts = countFindings(findings);
  const { blocking, total } = counts;
  const decided = countVerdicts([...verdicts.values()].map(({ outcome }) => outcome));
  const isFinal = [...verdicts.values()].some((verdict) => verdict.isLastLook);
  const isAccepted = ({ id }: FindingRecord) => Number(verdicts.get(id)?.outcome === 'ACCEPTED');
  // What remains to be answered comes first.
  const judged = findings.filter(isBlocking).sort((a, b) => isAccepted(a) - isAccepted(b));
  const isDecided = verdicts.size > 0 && !isReviewing(submission.status);
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
          {isDecided
            ? t('decided', { ...decided, isFinal: String(isFinal) })
            : t(blocking > 0 ? 'blocking' : 'notBlocking', { blocking, total })}
        </p>
        {carried > 0 && <p>{decisions('carried.count', { count: carried })}</p>}
        {total > 0 && (
          <ul className="flex flex-wrap gap-x-5 gap-y-2">
            {SEVERITIES.map((severity) => (
              <li key={severity}>
                <SeverityBadge severity={severity} count={counts[severity]} />
              </li>
            ))}
          </ul>
        )}
        {isDecided && (
          <ul className="divide-y divide-line rounded-8 border border-line">
            {judged.slice(0, LISTED).map((finding) => (
              <DecidedFinding key={finding.id} finding={finding} verdicts={verdicts} />
            ))}
            {judged.length > LISTED && (
              <li className="px-3 py-2.5">
                <Link prefetch={false} href={appealPath(submission.id)} className="rounded-4 hover:underline">
                  {t('more', { count: judged.length - LISTED })}
                </Link>
              </li>
            )}
          </ul>
        )}
      </div>
    </Card>
  );
}

function DecidedFinding({ finding, verdicts }: { finding: FindingRecord; verdicts: Verdicts }) {
  const { title } = useFindingText(finding);
  const verdict = verdicts.get(finding.id);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 px-3 py-2.5">
      <Link
        prefetch={false}
        href={scanPath(finding.scanId, finding.number)}
        className="min-w-0 flex-1 basis-60 rounded-4 font-medium wrap-anywhere hover:underline"
      >
        {title}
        <span className="block truncate font-mono text-12 font-normal text-muted">
          {finding.method} {new URL(finding.url).pathname}
        </span>
      </Link>
      {verdict && <VerdictPill {...verdict} />}
    </li>
  );
}
