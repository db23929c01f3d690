import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { Notice } from '@/app/components/notice';
import { useListText } from '@/app/components/use-list-text';
import type { WorkbookPreview } from '@/lib/appeals/preview-workbook';
import {
  type AssessmentText,
  CONCLUSIONS,
  EXPLANATION_MINIMUM,
  IDEOGRAPH_WEIGHT,
} from '@/lib/reports/rules/conclusion';

type Shown = Extract<WorkbookPreview, { ok: true }>;
type Change = Shown['changes'][number];

/** What a workbook would change, what of it cannot be taken and why, and which other edits stay out. */
export function WorkbookDiff({ preview }: { preview: WorkbookPreview }) {
  const t = useTranslations('appeals.workbook');
  const reports = useTranslations('reports');
  const list = useListText();
  if (!preview.ok) return <Notice tone="danger" title={reports(`fileProblems.${preview.reason}`)} />;
  const { changes, unchanged, problems, ignored, ignoredBeyond, unknownIds, notes } = preview;
  const words = list(CONCLUSIONS.map((code) => reports(`conclusions.${code}`)));
  return (
    <div className="flex flex-col gap-3" role="status">
      <p className="font-medium">{t('summary', { changes: changes.length, unchanged })}</p>
      {notes.map(({ sheet, code, count }) => (
        <p key={`${code} ${sheet}`} className="text-13 text-muted wrap-anywhere">
          {reports(`notes.${code}`, { sheet, count })}
        </p>
      ))}
      {changes.length > 0 && <ChangeTable changes={changes} />}
      {problems.length > 0 && (
        <Notice tone="attention" title={t('problems', { count: problems.length })}>
          <ul className="list-disc pl-5 text-13">
            {problems.map(({ code, values, ...place }) => (
              <li key={`${describePlace(place)} ${code}`} className="wrap-anywhere">
                <CellName {...place} />{' '}
                {reports(`problems.${code}`, {
                  minimum: EXPLANATION_MINIMUM,
                  weight: IDEOGRAPH_WEIGHT,
                  words,
                  key: place.key,
                  ...values,
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {(ignored.length > 0 || unknownIds.length > 0) && (
        <Notice
          tone="neutral"
          title={t('ignored', { count: ignored.length + ignoredBeyond + unknownIds.length })}
        >
          <details className="text-13">
            <summary className="cursor-pointer">{t('ignoredWhat')}</summary>
            <ul className="mt-1 list-disc pl-5">
              {ignored.map(({ text, ...place }) => (
                <li key={describePlace(place)} className="wrap-anywhere">
                  <CellName {...place} /> {text || t('emptied')}
                </li>
              ))}
              {unknownIds.map(({ id, ...place }) => (
                <li key={describePlace(place)} className="wrap-anywhere">
                  <CellName {...place} /> {t('unknownId', { id })}
                </li>
              ))}
              {ignoredBeyond > 0 && <li>{t('ignoredBeyond', { count: ignoredBeyond })}</li>}
            </ul>
          </details>
        </Notice>
      )}
    </div>
  );
}

type Place = { sheet: string; row: number; column: string };

const describePlace = ({ sheet, row, column }: Place) => `${sheet} ${column}${row}`;

function CellName(place: Place) {
  return <span className="font-mono">{describePlace(place)}</span>;
}

function ChangeTable({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations('appeals.workbook');
  const columns: Column<Change>[] = [
    {
      key: 'finding',
      label: t('finding'),
      isRowHeader: true,
      cell: ({ number }) => <span className="tabular-nums">{t('number', { number })}</span>,
    },
    { key: 'before', label: t('before'), cell: ({ before }) => <Assessment text={before} /> },
    { key: 'after', label: t('after'), cell: ({ after }) => <Assessment text={after} /> },
  ];
  return (
    <div className="rounded-8 border border-line">
      <DataTable
        caption={t('changes')}
        columns={columns}
        rows={changes}
        rowKey={({ findingId }) => findingId}
      />
    </div>
  );
}

function Assessment({ text }: { text: AssessmentText | null }) {
  const t = useTranslations('appeals.workbook');
  const reports = useTranslations('reports.conclusions');
  if (!text) return <span className="text-muted">{t('nothing')}</span>;
  return (
    <span className="flex flex-col gap-0.5 text-13 wrap-anywhere">
      <span className="font-medium">{reports(text.conclusion)}</span>
      {text.explanation !== '' && <span className="whitespace-pre-wrap">{text.explanation}</span>}
      {text.reference !== '' && <span className="text-muted">{text.reference}</span>}
    </span>
  );
}
