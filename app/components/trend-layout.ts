import { SEVERITIES, type Severity } from '@/lib/findings/rules/finding';
import { roundScale } from './round-scale';

/** Width of one column; the drawing is stretched to the room there is. */
const SLOT = 10;
const BAR = 6;
/** A few columns keep their width and do not become walls. */
const SLOTS_MINIMUM = 12;
const HEIGHT = 100;

/** A scan, or a week: what was found by then, and what is new and fixed since the one before; null where nothing tells. */
export type TrendPoint = {
  id: string;
  at: Date;
  isIncomplete: boolean;
  counts: Record<Severity, number>;
  change: { added: number; fixed: number | null } | null;
};
export type TrendBar = { x: number; y: number; width: number; height: number; severity: Severity };
export type ChangeBar = { x: number; y: number; width: number; height: number; kind: 'added' | 'fixed' };
export type TrendColumn = { point: TrendPoint; x: number; bars: TrendBar[]; changes: ChangeBar[] };
export type TrendLayout = {
  width: number;
  height: number;
  slot: number;
  /** What the top of the drawing stands for. */
  maximum: number;
  changeMaximum: number;
  columns: TrendColumn[];
};

/** Where the bars of a trend are: gravest at the bottom; new upwards from the middle, fixed downwards. */
export function layOutTrend(points: readonly TrendPoint[]): TrendLayout {
  const totals = points.map(({ counts }) => SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0));
  const maximum = roundScale(Math.max(1, ...totals));
  const changeMaximum = roundScale(
    Math.max(1, ...points.flatMap(({ change }) => [change?.added ?? 0, change?.fixed ?? 0])),
  );
  const columns = points.map((point, index): TrendColumn => {
    const x = index * SLOT + (SLOT - BAR) / 2;
    let below = 0;
    const bars = SEVERITIES.flatMap((severity): TrendBar[] => {
      const height = (point.counts[severity] / maximum) * HEIGHT;
      below += height;
      return height === 0 ? [] : [{ x, y: HEIGHT - below, width: BAR, height, severity }];
    });
    const half = (count: number) => (count / changeMaximum) * (HEIGHT / 2);
    const { added = 0, fixed } = point.change ?? {};
    const changes: ChangeBar[] = [
      { x, y: HEIGHT / 2 - half(added), width: BAR, height: half(added), kind: 'added' },
      { x, y: HEIGHT / 2, width: BAR, height: half(fixed ?? 0), kind: 'fixed' },
    ];
    return { point, x: index * SLOT, bars, changes: changes.filter(({ height }) => height > 0) };
  });
  const width = Math.max(points.length, SLOTS_MINIMUM) * SLOT;
  return { width, height: HEIGHT, slot: SLOT, maximum, changeMaximum, columns };
}
