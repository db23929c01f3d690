import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { Checklist, type ChecklistItem } from '@/app/components/checklist';
import { Notice } from '@/app/components/notice';
import type { Tone } from '@/app/components/tone';
import { useListText } from '@/app/components/use-list-text';
import { Validity } from '@/app/components/validity';
import type { Verdicts } from '@/lib/appeals/list-verdicts';
import { countVerdicts } from '@/lib/appeals/rules/finding-state';
import type { ScanRetests } from '@/lib/scans/retest/list-retests';
import { type ScanSummary, summariseScan } from '@/lib/scans/rules/scan-summary';
import type { ScanEndReason } from '@/lib/scans/scan-record';
import { CoverageCard, type Report } from './coverage-card';
import { FindingsTable } from './findings-table';
import { LeftBehindCard } from './left-behind-card';
import { RetestButton } from './retest-button';
import { useReason } from './use-reason';

/** Green is only what was tested in every class and is clean in every class that the site has places of. */
function chooseTone({ code, values }: ScanSummary): Tone {
  if (code === 'BLOCKED' || code === 'INCOMPLETE') return 'attention';
  return code === 'CLEAN' && values.cleanClasses + values.absent === values.total ? 'success' : 'neutral';
}

type ScanReportProps = {
  scan: Report;
  /** What a reviewer decided on its findings. */
  verdicts: Verdicts;
  now: Date;
  here: Route;
  /** What re-tests of its findings came to. */
  retests: ScanRetests;
  mayRetest: boolean;
};

/** The report of a scan that has ended: the verdict first, then what it rests on. */
export function ScanReport({ scan, verdicts, now, here, retests, mayRetest }: ScanReportProps) {
  const t = useTranslations('scans');
  const words = useTranslations('scan');
  const decided = scan.findings.flatMap(({ id }) => verdicts.get(id)?.outcome ?? []);
  const counts = countVerdicts(decided);
  const isAccepted = decided.length > 0 && counts.toAnswer === 0;
  const summary = summariseScan({
    outcome: scan.status === 'COMPLETE' || scan.status === 'CANCELLED' ? scan.status : 'INCOMPLETE',
    // An accepted finding blocks nothing.
    findings: scan.findings.filter(({ id }) => verdicts.get(id)?.outcome !== 'ACCEPTED'),
    checklist: scan.result?.checklist ?? [],
  });
  return (
    <div className="flex flex-col gap-6">
      <Notice
        tone={isAccepted ? 'neutral' : chooseTone(summary)}
        title={isAccepted ? t('accepted', counts) : words(`verdict.${summary.code}`, summary.values)}
      >
        {counts.toAnswer > 0 && <p>{t('decided', counts)}</p>}
        {scan.result && <p>{words('untestedCount', summary.values)}</p>}
        {scan.reasonCode && <Reason code={scan.reasonCode} values={scan.reasonData ?? {}} />}
        {scan.validUntil && (
          <p>
            {scan.validUntil > now ? t('validUntil') : t('expiredSince')} <Validity until={scan.validUntil} />
          </p>
        )}
      </Notice>
      <Card
        title={t('findings')}
        aside={<span className="text-13 text-muted">{scan.findings.length}</span>}
        isFlush
      >
        <FindingsTable
          findings={scan.findings}
          verdicts={verdicts}
          retests={retests.results}
          here={here}
          isComplete={scan.status === 'COMPLETE'}
        />
      </Card>
      {scan.result?.leftBehind && scan.result.leftBehind.length > 0 && (
        <LeftBehindCard entries={scan.result.leftBehind} />
      )}
      {scan.result && (
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Card title={t('classes')} isFlush>
            <ClassChecklist scanId={scan.id} result={scan.result} mayRetest={mayRetest} />
          </Card>
          <CoverageCard scan={scan} result={scan.result} />
        </div>
      )}
    </div>
  );
}

function Reason({ code, values }: { code: ScanEndReason; values: Record<string, string | number> }) {
  const { title, fix } = useReason(code, values);
  return (
    <>
      <p>{title}</p>
      <p className="text-muted">{fix}</p>
    </>
  );
}

type ClassChecklistProps = { scanId: string; result: NonNullable<Report['result']>; mayRetest: boolean };

function ClassChecklist({ scanId, result, mayRetest }: ClassChecklistProps) {
  const words = useTranslations('scan');
  const list = useListText();
  const items = result.checklist.map((entry): ChecklistItem => {
    const label = words(`classes.${entry.class}`);
    const { class: key } = entry;
    if (entry.state === 'NOTHING_TO_TEST')
      return { key, label, status: entry.state, detail: words(`nothingToTest.${entry.class}`) };
    const gaps = (entry.state === 'CLEAN' ? [] : (entry.gaps ?? [])).map(({ reason, count, places }) =>
      words('gap', { reason: words(`notTested.${reason}`), count, places: list(places) }),
    );
    if (entry.state === 'CLEAN') return { key, label, status: 'CLEAN' };
    if (entry.state === 'NOT_TESTED')
      return {
        key,
        label,
        status: 'NOT_TESTED',
        detail: gaps.length > 0 ? gaps.join(' ') : words(`notTested.${entry.reason}`),
      };
    const detail = words(entry.isFullyTested ? 'checklist.FINDINGS' : 'checklist.FINDINGS_PARTLY', {
      count: entry.findings,
    });
    const lines = [detail, ...gaps].map((line) => (
      <span key={line} className="block">
        {line}
      </span>
    ));
    const button = mayRetest && entry.findings > 0 && (
      <div key="retest" className="mt-2">
        <RetestButton scanId={scanId} target={{ class: key }} about={label} />
      </div>
    );
    return { key, label, status: 'FINDINGS', detail: [...lines, button] };
  });
  return <Checklist items={items} />;
}
