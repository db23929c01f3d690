import { DAY_MS } from '@/lib/core/clock';
import { RECENT_DAYS } from '@/lib/core/policy';
import { scanValidUntil } from '@/lib/scans/rules/validity';
import type { Readiness } from './readiness';
import type { ReadinessFacts } from './readiness-facts';
import type { StatusLine, StatusLineCode, Turn } from './status-line';

/** How many cards a column shows; the rest is in the list that it links to. */
export const CARDS_A_COLUMN = 6;

export type OverviewAsset = {
  asset: { id: string; name: string; submissionId: string | null; reasonCode: string | null };
  /** Since when it is in this status; of a draft, when it was last worked on. */
  since: Date;
  facts: ReadinessFacts;
  readiness: Pick<Readiness, 'warnings' | 'releaseSafeUntil'>;
  line: StatusLine;
};

/** What (the status line, or a passed scan), why and where to act: one card of the overview. */
export type OverviewCard =
  | ({ kind: StatusLineCode } & AssetCard)
  | { kind: 'SCAN_PASSED'; asset: CardAsset; website: string; scanId: string; validUntil: Date; at: Date };

type CardAsset = { id: string; name: string };
export type AssetCard = {
  asset: CardAsset;
  line: StatusLine;
  submissionId: string | null;
  reasonCode: string | null;
  warnings: number;
  safeUntil: Date | null;
  at: Date;
};

export type OverviewColumns = Record<'needsYou' | 'inProgress' | 'doneRecently', OverviewCard[]>;

const COLUMN: Record<Turn, keyof OverviewColumns> = {
  seller: 'needsYou',
  system: 'inProgress',
  reviewer: 'inProgress',
  nobody: 'doneRecently',
};

/** What needs the seller comes in the order in which it is closest to a release. */
const URGENCY: readonly OverviewCard['kind'][] = [
  'INTERFACE_BROKEN',
  'SCAN_EXPIRED',
  'NOT_RELEASABLE',
  'QUESTIONED',
  'TO_ANSWER',
  'REJECTED',
  'FINALLY_REJECTED',
  'RETURNED',
  'WILL_BE_REJECTED',
  'READY',
  'NOT_READY',
];

/** Sorts assets by who acts; each asset appears once, in the column of its status line. */
export function overviewColumns(assets: readonly OverviewAsset[], now: Date): OverviewColumns {
  const columns: OverviewColumns = { needsYou: [], inProgress: [], doneRecently: [] };
  for (const entry of assets) columns[COLUMN[entry.line.turn]].push(assetCard(entry));
  columns.doneRecently.push(...passedScans(assets, now));
  const newestFirst = (a: OverviewCard, b: OverviewCard) => b.at.getTime() - a.at.getTime();
  const mostUrgentFirst = (a: OverviewCard, b: OverviewCard) =>
    URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || newestFirst(a, b);
  const isRecent = (card: OverviewCard) => now.getTime() - card.at.getTime() <= RECENT_DAYS * DAY_MS;
  return {
    needsYou: columns.needsYou.sort(mostUrgentFirst).slice(0, CARDS_A_COLUMN),
    inProgress: columns.inProgress.sort(newestFirst).slice(0, CARDS_A_COLUMN),
    doneRecently: columns.doneRecently.filter(isRecent).sort(newestFirst).slice(0, CARDS_A_COLUMN),
  };
}

const assetCard = ({ asset, line, readiness, since }: OverviewAsset): OverviewCard => ({
  kind: line.code,
  asset: { id: asset.id, name: asset.name },
  line,
  submissionId: asset.submissionId,
  reasonCode: asset.reasonCode,
  warnings: readiness.warnings.length,
  safeUntil: readiness.releaseSafeUntil,
  at: since,
});

/** The self-checks without a blocking finding that still count; a website of several assets is told of once. */
function passedScans(assets: readonly OverviewAsset[], now: Date): OverviewCard[] {
  const cards = new Map<string, OverviewCard>();
  for (const { asset, facts } of assets)
    for (const { latestScan: scan, name: website } of facts.websites) {
      if (scan?.status !== 'COMPLETE' || scan.blockingFindings > 0 || cards.has(scan.id)) continue;
      const validUntil = scanValidUntil(scan.completedAt);
      if (validUntil <= now) continue;
      cards.set(scan.id, {
        kind: 'SCAN_PASSED',
        asset: { id: asset.id, name: asset.name },
        website,
        scanId: scan.id,
        validUntil,
        at: scan.completedAt,
      });
    }
  return [...cards.values()];
}
