import { useTranslations } from 'next-intl';
import type { Evidence as FindingEvidence, ProofMark } from '@/lib/findings/rules/finding';
import { evidenceCurl } from '@/lib/reports/rules/evidence-curl';
import { CodeBlock } from './code-block';
import { CopyButton } from './copy-button';

type EvidenceProps = {
  evidence: FindingEvidence;
  /** Absolute address of the request, for the curl command. */
  url: string;
};

/**
 * The exchange that proves a finding: request and response with the proof marked, side by side where there is room for
 * both. Secrets were masked at capture. Needs the browser texts of `common` only.
 */
export function EvidenceView({ evidence, url }: EvidenceProps) {
  const t = useTranslations('reports.evidence');
  const marksIn = (side: ProofMark['in']) => evidence.marks.filter((mark) => mark.in === side);
  return (
    <div className="@container flex min-w-0 flex-col gap-3">
      <div className="grid items-start gap-3 @3xl:grid-cols-2">
        <Side label={t('request')} text={evidence.request} marks={marksIn('request')} />
        <Side
          label={t('response')}
          text={evidence.response}
          marks={marksIn('response')}
          note={evidence.isTruncated ? t('truncated') : undefined}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <CopyButton text={evidenceCurl(evidence.request, url)} label={t('copyCurl')} />
        <span className="text-13 text-muted">{t('masked')}</span>
      </div>
    </div>
  );
}

type SideProps = { label: string; text: string; marks: ProofMark[]; note?: string };

/** A long answer scrolls in its own frame, at its proof. */
function Side({ label, text, marks, note }: SideProps) {
  return (
    <div className="min-w-0">
      <CodeBlock label={label} text={text} marks={marks} note={note} isFramed />
    </div>
  );
}
