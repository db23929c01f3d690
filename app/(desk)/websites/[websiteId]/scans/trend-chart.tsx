import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ChartScale } from '@/app/components/chart-scale';
import { useInstants } from '@/app/components/date-time';
import { SeverityBadge } from '@/app/components/severity-badge';
import { SEVERITIES, type Severity } from '@/lib/findings/rules/finding';
import type { TrendScan } from '@/lib/scans/list-scan-trend';
import { layOutTrend, type TrendBar, type TrendColumn, type TrendLayout } from './trend-layout';

const COLOURS: Record<Severity, string> = {
  HIGH: 'text-severity-high',
  MEDIUM: 'text-severity-medium',
  LOW: 'text-severity-low',
  HINT: 'text-severity-hint',
};
/** What is graver is fuller, also without colour: full, half, lines, empty. */
const OPACITY: Record<Severity, number> = { HIGH: 1, MEDIUM: 0.5, LOW: 1, HINT: 0 };

/**
 * Findings of each scan by severity, and below them what is new and what is fixed. Its words are beside the drawing, which
 * is stretched; the table below it says the same.
 */
export function TrendChart({ scans, label }: { scans: readonly TrendScan[]; label: string }) {
  const t = useTranslations('trend');
  const show = useInstants();
  const layout = layOutTrend(scans);
  const [first, last] = [scans[0], scans.at(-1)];
  const hasChanges = layout.columns.some(({ changes }) => changes.length > 0);
  return (
    <figure aria-label={label} className="flex flex-col gap-3">
      <Legend hasChanges={hasChanges} hasIncomplete={scans.some(({ status }) => status === 'INCOMPLETE')} />
      <ChartScale top={layout.maximum} bottom={0}>
        <FindingsDrawing layout={layout} />
      </ChartScale>
      {hasChanges && (
        <ChartScale top={layout.changeMaximum} bottom={layout.changeMaximum}>
          <ChangesDrawing layout={layout} />
        </ChartScale>
      )}
      <figcaption className="flex justify-between gap-4 pl-10 text-13 text-muted">
        {first && <span>{show(first.completedAt, { isDayOnly: true }).text}</span>}
        {last && scans.length > 1 && <span>{show(last.completedAt, { isDayOnly: true }).text}</span>}
      </figcaption>
      <p className="sr-only">{t('inTable')}</p>
    </figure>
  );
}

function FindingsDrawing({ layout }: { layout: TrendLayout }) {
  const id = useId();
  const { width, height, slot } = layout;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-40 w-full min-w-0 border-b border-edge"
    >
      <defs>
        <pattern id={id} width={slot} height="4" patternUnits="userSpaceOnUse" className={COLOURS.LOW}>
          <rect width={slot} height="1" fill="currentColor" />
        </pattern>
      </defs>
      {layout.columns.map((column) => (
        <g key={column.scan.id}>
          <ColumnTitle column={column} />
          {column.scan.status === 'INCOMPLETE' && (
            <rect
              x={column.x + 1}
              y="1"
              width={slot - 2}
              height={height - 2}
              fill="none"
              stroke="currentColor"
              strokeDasharray="3 3"
              vectorEffect="non-scaling-stroke"
              className="text-edge"
            />
          )}
          {column.bars.map((bar) => (
            <SeverityBar
              key={bar.severity}
              bar={bar}
              fill={bar.severity === 'LOW' ? `url(#${id})` : 'currentColor'}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

function SeverityBar({ bar: { severity, ...box }, fill }: { bar: TrendBar; fill: string }) {
  return (
    <rect
      {...box}
      fill={fill}
      fillOpacity={OPACITY[severity]}
      stroke="currentColor"
      vectorEffect="non-scaling-stroke"
      className={COLOURS[severity]}
    />
  );
}

/** New above the line, fixed below it. */
function ChangesDrawing({ layout: { width, height, columns } }: { layout: TrendLayout }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-20 w-full min-w-0"
    >
      {columns.map((column) => (
        <g key={column.scan.id}>
          <ColumnTitle column={column} />
          {column.changes.map(({ kind, ...box }) => (
            <rect
              key={kind}
              {...box}
              fill={kind === 'added' ? 'currentColor' : 'none'}
              stroke="currentColor"
              vectorEffect="non-scaling-stroke"
              className={kind === 'added' ? 'text-text' : 'text-success'}
            />
          ))}
        </g>
      ))}
      <line
        x1="0"
        x2={width}
        y1={height / 2}
        y2={height / 2}
        stroke="currentColor"
        vectorEffect="non-scaling-stroke"
        className="text-edge"
      />
    </svg>
  );
}

/** What the pointer is told: the numbers of one scan. */
function ColumnTitle({ column: { scan } }: { column: TrendColumn }) {
  const t = useTranslations('trend');
  const show = useInstants();
  const { HIGH: high, MEDIUM: medium, LOW: low, HINT: hint } = scan.counts;
  return <title>{t('ofScan', { at: show(scan.completedAt).text, high, medium, low, hint })}</title>;
}

function Legend({ hasChanges, hasIncomplete }: { hasChanges: boolean; hasIncomplete: boolean }) {
  const t = useTranslations('trend');
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-4 gap-y-1 text-13">
      {SEVERITIES.map((severity) => (
        <li key={severity}>
          <SeverityBadge severity={severity} />
        </li>
      ))}
      {hasChanges && (
        <>
          <LegendItem className="border-text bg-text">{t('addedAbove')}</LegendItem>
          <LegendItem className="border-success">{t('fixedBelow')}</LegendItem>
        </>
      )}
      {hasIncomplete && <LegendItem className="border-dashed border-edge">{t('incomplete')}</LegendItem>}
    </ul>
  );
}

function LegendItem({ className, children }: { className: string; children: string }) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-3 border ${className}`} />
      {children}
    </li>
  );
}
