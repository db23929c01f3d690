import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { SEVERITIES, type Severity } from '@/lib/findings/rules/finding';
import { ChartScale } from './chart-scale';
import { useInstants } from './date-time';
import { SeverityBadge } from './severity-badge';
import {
  layOutTrend,
  type TrendBar,
  type TrendColumn,
  type TrendLayout,
  type TrendPoint,
} from './trend-layout';

type TrendChartProps = {
  points: readonly TrendPoint[];
  label: string;
  /** Points are days, not instants. */
  isDayOnly?: boolean;
};

const COLOURS: Record<Severity, string> = {
  HIGH: 'text-severity-high',
  MEDIUM: 'text-severity-medium',
  LOW: 'text-severity-low',
  HINT: 'text-severity-hint',
};
/** What is graver is fuller, also without colour: full, half, lines, empty. */
const OPACITY: Record<Severity, number> = { HIGH: 1, MEDIUM: 0.5, LOW: 1, HINT: 0 };

/**
 * Findings of each point by severity, and below them what is new and what is fixed. Its words are beside the drawing, which
 * is stretched; the table below it says the same.
 */
export function TrendChart({ points, label, isDayOnly = false }: TrendChartProps) {
  const t = useTranslations('trend');
  const show = useInstants();
  const layout = layOutTrend(points);
  const [first, last] = [points[0], points.at(-1)];
  const hasChanges = layout.columns.some(({ changes }) => changes.length > 0);
  return (
    <figure aria-label={label} className="flex flex-col gap-3">
      <Legend hasChanges={hasChanges} hasIncomplete={points.some(({ isIncomplete }) => isIncomplete)} />
      <ChartScale top={layout.maximum} bottom={0}>
        <FindingsDrawing layout={layout} isDayOnly={isDayOnly} />
      </ChartScale>
      {hasChanges && (
        <ChartScale top={layout.changeMaximum} bottom={layout.changeMaximum}>
          <ChangesDrawing layout={layout} isDayOnly={isDayOnly} />
        </ChartScale>
      )}
      <figcaption className="flex justify-between gap-4 pl-12 text-13 text-muted">
        {first && <span>{show(first.at, { isDayOnly: true }).text}</span>}
        {last && points.length > 1 && <span>{show(last.at, { isDayOnly: true }).text}</span>}
      </figcaption>
      <p className="sr-only">{t('inTable')}</p>
    </figure>
  );
}

type DrawingProps = { layout: TrendLayout; isDayOnly: boolean };

function FindingsDrawing({ layout, isDayOnly }: DrawingProps) {
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
        <g key={column.point.id}>
          <ColumnTitle column={column} isDayOnly={isDayOnly} />
          {column.point.isIncomplete && (
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
function ChangesDrawing({ layout: { width, height, columns }, isDayOnly }: DrawingProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-20 w-full min-w-0"
    >
      {columns.map((column) => (
        <g key={column.point.id}>
          <ColumnTitle column={column} isDayOnly={isDayOnly} />
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

/** What the pointer is told: the numbers of one point. */
function ColumnTitle({ column: { point }, isDayOnly }: { column: TrendColumn; isDayOnly: boolean }) {
  const t = useTranslations('trend');
  const show = useInstants();
  const { HIGH: high, MEDIUM: medium, LOW: low, HINT: hint } = point.counts;
  return <title>{t('ofScan', { at: show(point.at, { isDayOnly }).text, high, medium, low, hint })}</title>;
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
