import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { Folded } from '@/app/components/folded';
import { Notice } from '@/app/components/notice';
import { ShowMore } from '@/app/components/show-more';
import { useListText } from '@/app/components/use-list-text';
import type { WorkbookPreview } from '@/lib/appeals/preview-workbook';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import { CONCLUSIONS, EXPLANATION_MINIMUM, IDEOGRAPH_WEIGHT } from '@/lib/reports/rules/conclusion';

type Shown = Extract<WorkbookPreview, { ok: true }>;
type Change = Shown['changes'][number];

/**
 * What a workbook would change: how much of each kind, then what of it cannot be taken and why, what would still lack an
 * answer, which other edits stay out, and last the changes.
 */
export function WorkbookDiff({ preview }: { preview: WorkbookPreview }) {
  const t = useTranslations('appeals.workbook');
  const reports = useTranslations('reports');
  if (!preview.ok) return <Notice tone="danger" title={reports(`fileProblems.${preview.reason}`)} />;
  const { changes, counts, problems, ignored, unknownIds, missing, notes } = preview;
  const total = counts.added + counts.replaced;
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium" role="status">
        {t('summary', { changes: total, unchanged: counts.unchanged })}
        {counts.replaced > 0 && ` ${t('replaced', { count: counts.replaced })}`}
      </p>
      {notes.map(({ sheet, code, count }) => (
        <p key={`${code} ${sheet}`} className="text-13 text-muted wrap-anywhere">
          {reports(`notes.${code}`, { sheet, count })}
        </p>
      ))}
      {problems.length > 0 && <Problems preview={preview} />}
      {missing.length > 0 && (
        <Notice tone="attention" title={t('missing', { count: missing.length })}>
          <ShowMore rows={missing}>
            {(rows) => (
              <p className="text-13 tabular-nums">
                {rows.map((number) => t('number', { number })).join(' · ')}
              </p>
            )}
          </ShowMore>
        </Notice>
      )}
      {(ignored.length > 0 || unknownIds.length > 0) && <IgnoredEdits preview={preview} />}
      {changes.length > 0 && (
        <div className="rounded-8 border border-line">
          <ShowMore rows={changes}>{(rows) => <ChangeTable changes={rows} />}</ShowMore>
          {total > changes.length && (
            <p className="px-3 pb-3 text-13">{t('changesBeyond', { count: total - changes.length })}</p>
          )}
        </div>
      )}
    </div>
  );
}

function Problems({ preview: { problems, problemsBeyond } }: { preview: Shown }) {
  const t = useTranslations('appeals.workbook');
  const reports = useTranslations('reports');
  const list = useListText();
  const words = list(CONCLUSIONS.map((code) => reports(`conclusions.${code}`)));
  return (
    <Notice tone="attention" title={t('problems', { count: problems.length + problemsBeyond })}>
      <ShowMore rows={problems}>
        {(rows) => (
          <ul className="list-disc pl-5 text-13">
            {rows.map(({ code, values, ...place }) => (
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
        )}
      </ShowMore>
      {problemsBeyond > 0 && <p className="text-13">{t('ignoredBeyond', { count: problemsBeyond })}</p>}
    </Notice>
  );
}

function IgnoredEdits({ preview: { ignored, ignoredBeyond, unknownIds } }: { preview: Shown }) {
  const t = useTranslations('appeals.workbook');
  const count = ignored.length + ignoredBeyond + unknownIds.length;
  return (
    <Notice tone="neutral" title={t('ignored', { count })}>
      <Folded summary={t('ignoredWhat')}>
        <ul className="list-disc pl-5 text-13">
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
      </Folded>
    </Notice>
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
    <DataTable
      caption={t('changes')}
      columns={columns}
      rows={changes}
      rowKey={({ findingId }) => findingId}
    />
  );
}

function Assessment({ text }: { text: AssessmentText | null }) {
  const t = useTranslations('appeals.workbook');
  const reports = useTranslations('reports');
  if (!text) return <span className="text-muted">{t('nothing')}</span>;
  return (
    <span className="flex flex-col gap-0.5 text-13 wrap-anywhere">
      <span className="font-medium">
        {reports(`conclusions.${text.conclusion}`)}
        {text.reasonCode && ` · ${reports(`reasons.${text.reasonCode}`)}`}
      </span>
      {text.endsOn && <span>{t('endsOn', { day: text.endsOn })}</span>}
      {text.explanation !== '' && <span className="whitespace-pre-wrap">{text.explanation}</span>}
      {text.reference !== '' && <span className="text-muted">{text.reference}</span>}
    </span>
  );
}
