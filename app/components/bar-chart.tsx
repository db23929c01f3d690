import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ChartScale } from './chart-scale';
import { roundScale } from './round-scale';

type BarChartProps = {
  label: string;
  /** What the first bar of each group stands for, and the second where there is one. */
  series: readonly [string, string?];
  groups: readonly { key: string; values: readonly number[] }[];
  /** Below the first group and the last. */
  ends?: readonly [ReactNode, ReactNode] | undefined;
  /** Below each group. */
  names?: readonly string[];
};

const SLOT = 10;
const BAR = 3.5;
const HEIGHT = 100;

/** One or two bars a group: the first is full, the second an outline, also without colour. The table beside it says the same. */
export function BarChart({ label, series, groups, ends, names }: BarChartProps) {
  const t = useTranslations('trend');
  const maximum = roundScale(Math.max(1, ...groups.flatMap(({ values }) => values)));
  return (
    <figure aria-label={label} className="flex flex-col gap-2">
      <ul aria-label={t('legend')} className="flex flex-wrap gap-x-4 gap-y-1 text-13">
        {series.map((name, index) => (
          <li key={name} className="inline-flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className={`size-3 border ${index === 0 ? 'border-text bg-text' : 'border-progress'}`}
            />
            {name}
          </li>
        ))}
      </ul>
      <ChartScale top={maximum} bottom={0}>
        <Bars groups={groups} maximum={maximum} />
      </ChartScale>
      <figcaption className="flex justify-between gap-2 pl-12 text-12 text-muted">
        {ends?.map((end, index) => (
          <span key={index === 0 ? 'first' : 'last'}>{end}</span>
        ))}
        {names?.map((name) => (
          <span key={name} className="flex-1 text-center">
            {name}
          </span>
        ))}
      </figcaption>
      <p className="sr-only">{t('inTable')}</p>
    </figure>
  );
}

type BarsProps = Pick<BarChartProps, 'groups'> & { maximum: number };

function Bars({ groups, maximum }: BarsProps) {
  const width = groups.length * SLOT;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-32 w-full min-w-0 border-b border-edge"
    >
      {groups.map(({ key, values }, group) =>
        values.map((value, index) => (
          <rect
            key={`${key}-${index === 0 ? 'first' : 'second'}`}
            x={group * SLOT + 1.5 + index * BAR}
            y={HEIGHT - (value / maximum) * HEIGHT}
            width={BAR}
            height={(value / maximum) * HEIGHT}
            fill={index === 0 ? 'currentColor' : 'none'}
            stroke="currentColor"
            vectorEffect="non-scaling-stroke"
            className={index === 0 ? 'text-text' : 'text-progress'}
          />
        )),
      )}
    </svg>
  );
}
