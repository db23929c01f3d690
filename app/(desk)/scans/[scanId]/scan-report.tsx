import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { Checklist, type ChecklistItem } from '@/app/components/checklist';
import { Folded } from '@/app/components/folded';
import { Notice } from '@/app/components/notice';
import type { Tone } from '@/app/components/tone';
import { Validity } from '@/app/components/validity';
import type { Verdicts } from '@/lib/appeals/list-verdicts';
import { countVerdicts } from '@/lib/appeals/rules/finding-state';
import { isCarried, isSevere } from '@/lib/findings/rules/finding';
import type { ScanRetests } from '@/lib/scans/retest/list-retests';
import { type ChecklistLine, listChecklistLines } from '@/lib/scans/rules/checklist-lines';
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
  const decisions = useTranslations('decisions');
  const decided = scan.findings.flatMap(({ id }) => verdicts.get(id)?.outcome ?? []);
  const isFinal = [...verdicts.values()].some((verdict) => verdict.isLastLook);
  const counts = countVerdicts(decided);
  const carried = scan.findings.filter((one) => isSevere(one) && isCarried(one)).length;
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
        {counts.toAnswer > 0 && <p>{t('decided', { ...counts, isFinal: String(isFinal) })}</p>}
        {carried > 0 && <p>{decisions('carried.count', { count: carried })}</p>}
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
  const t = useTranslations();
  const items = result.checklist.map((entry): ChecklistItem => {
    const lines = listChecklistLines(entry, t);
    const label = t(`scan.classes.${entry.class}`);
    return {
      key: entry.class,
      label,
      status: entry.state,
      detail: (
        <div className="flex flex-col gap-1">
          {lines.map(({ text }) => (
            <p key={text} className="text-text">
              {text}
            </p>
          ))}
          <Folded summary={t('reports.document.tried')} isPrinted>
            <p>{t(`reports.tried.${entry.class}`)}</p>
            {lines.map(
              ({ text, places }) => places.length > 0 && <Places key={text} {...{ text, places }} />,
            )}
          </Folded>
          {mayRetest && entry.state === 'FINDINGS' && (
            <div className="mt-2">
              <RetestButton scanId={scanId} target={{ class: entry.class }} about={label} />
            </div>
          )}
        </div>
      ),
    };
  });
  return <Checklist items={items} />;
}

/** Where a class was not tested, by the reason that is given above. */
function Places({ text, places }: ChecklistLine) {
  return (
    <div className="mt-2">
      <p>{text}</p>
      <ul className="font-mono text-12">
        {places.map((place) => (
          <li key={place}>{place}</li>
        ))}
      </ul>
    </div>
  );
}
