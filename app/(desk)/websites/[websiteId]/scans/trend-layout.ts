import { roundScale } from '@/app/components/round-scale';
import { SEVERITIES, type Severity } from '@/lib/findings/rules/finding';
import type { TrendScan } from '@/lib/scans/list-scan-trend';

/** Width of one scan; the drawing is stretched to the room there is. */
const SLOT = 10;
const BAR = 6;
/** A few scans keep their width and do not become walls. */
const SLOTS_MINIMUM = 12;
const HEIGHT = 100;

export type TrendBar = { x: number; y: number; width: number; height: number; severity: Severity };
export type ChangeBar = { x: number; y: number; width: number; height: number; kind: 'added' | 'fixed' };
export type TrendColumn = { scan: TrendScan; x: number; bars: TrendBar[]; changes: ChangeBar[] };
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
export function layOutTrend(scans: readonly TrendScan[]): TrendLayout {
  const totals = scans.map(({ counts }) => SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0));
  const maximum = roundScale(Math.max(1, ...totals));
  const changeMaximum = roundScale(
    Math.max(1, ...scans.flatMap(({ change }) => [change?.added ?? 0, change?.fixed ?? 0])),
  );
  const columns = scans.map((scan, index): TrendColumn => {
    const x = index * SLOT + (SLOT - BAR) / 2;
    let below = 0;
    const bars = SEVERITIES.flatMap((severity): TrendBar[] => {
      const height = (scan.counts[severity] / maximum) * HEIGHT;
      below += height;
      return height === 0 ? [] : [{ x, y: HEIGHT - below, width: BAR, height, severity }];
    });
    const half = (count: number) => (count / changeMaximum) * (HEIGHT / 2);
    const { added = 0, fixed } = scan.change ?? {};
    const changes: ChangeBar[] = [
      { x, y: HEIGHT / 2 - half(added), width: BAR, height: half(added), kind: 'added' },
      { x, y: HEIGHT / 2, width: BAR, height: half(fixed ?? 0), kind: 'fixed' },
    ];
    return { scan, x: index * SLOT, bars, changes: changes.filter(({ height }) => height > 0) };
  });
  const width = Math.max(scans.length, SLOTS_MINIMUM) * SLOT;
  return { width, height: HEIGHT, slot: SLOT, maximum, changeMaximum, columns };
}
