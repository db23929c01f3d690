import type { SubmissionStatus } from '@/lib/assets/schemas';
import { DAY_MS } from '@/lib/core/clock';
import { scanValidUntil } from '@/lib/scans/rules/validity';
import { assessReadiness, type Readiness, type ReadinessFacts } from './readiness';

/** How long something done stays on the overview. */
export const RECENT_DAYS = 14;
/** How many cards a column shows; the rest is in the list that it links to. */
export const CARDS_A_COLUMN = 6;

export type OverviewAsset = {
  id: string;
  name: string;
  status: SubmissionStatus;
  /** Since when it is in this status; of a draft, when it was last worked on. */
  since: Date;
  submissionId: string | null;
  reasonCode: string | null;
  deadlineAt: Date | null;
  facts: ReadinessFacts;
};

type CardAsset = { id: string; name: string };

/** What (the kind), why (its values) and where to act: one card of the overview. */
export type OverviewCard =
  | { kind: 'REJECTED'; asset: CardAsset; submissionId: string; reasonCode: string | null; at: Date }
  | { kind: 'RETURNED'; asset: CardAsset; submissionId: string; reasonCode: string; at: Date }
  | { kind: 'READY'; asset: CardAsset; warnings: number; at: Date }
  | { kind: 'BLOCKED'; asset: CardAsset; blockers: Readiness['blockers']; at: Date }
  | { kind: 'SCANNING'; asset: CardAsset; submissionId: string; at: Date }
  | { kind: 'REVIEWING'; asset: CardAsset; submissionId: string; deadlineAt: Date | null; at: Date }
  | { kind: 'SELF_CHECK'; asset: CardAsset; website: string; at: Date }
  | { kind: 'APPROVED'; asset: CardAsset; submissionId: string; safeUntil: Date | null; at: Date }
  | { kind: 'SCAN_PASSED'; asset: CardAsset; website: string; scanId: string; validUntil: Date; at: Date };

export type OverviewColumns = Record<'needsYou' | 'inProgress' | 'doneRecently', OverviewCard[]>;

/** What needs the seller comes in the order in which it is closest to a release. */
const URGENCY: readonly OverviewCard['kind'][] = ['REJECTED', 'RETURNED', 'READY', 'BLOCKED'];

/** Sorts assets into what needs the seller, what runs and what was done lately; an asset stands in one of them once. */
export function overviewColumns(assets: readonly OverviewAsset[], now: Date): OverviewColumns {
  const cards = assets.flatMap((asset) => statusCard(asset, now) ?? []);
  const recently = (card: OverviewCard) => now.getTime() - card.at.getTime() <= RECENT_DAYS * DAY_MS;
  const newestFirst = (a: OverviewCard, b: OverviewCard) => b.at.getTime() - a.at.getTime();
  const needsYou = cards
    .filter(({ kind }) => URGENCY.includes(kind))
    .sort((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || newestFirst(a, b));
  const inProgress = cards.filter(({ kind }) => ['SCANNING', 'REVIEWING', 'SELF_CHECK'].includes(kind));
  const approved = cards.filter(({ kind }) => kind === 'APPROVED');
  return {
    needsYou: needsYou.slice(0, CARDS_A_COLUMN),
    inProgress: inProgress.sort(newestFirst).slice(0, CARDS_A_COLUMN),
    doneRecently: [...approved, ...passedScans(assets, now)]
      .filter(recently)
      .sort(newestFirst)
      .slice(0, CARDS_A_COLUMN),
  };
}

function statusCard(asset: OverviewAsset, now: Date): OverviewCard | null {
  const { status, submissionId, deadlineAt, reasonCode, since: at } = asset;
  const readiness = assessReadiness(asset.facts, now);
  const named = { id: asset.id, name: asset.name };
  if (status === 'DRAFT' || submissionId === null) return draftCard(asset, readiness);
  if (status === 'REJECTED') return { kind: status, asset: named, submissionId, reasonCode, at };
  if (status === 'SCANNING') return { kind: status, asset: named, submissionId, at };
  if (status === 'REVIEWING') return { kind: status, asset: named, submissionId, deadlineAt, at };
  return { kind: status, asset: named, submissionId, safeUntil: readiness.releaseSafeUntil, at };
}

function draftCard(asset: OverviewAsset, { blockers, warnings, isReady }: Readiness): OverviewCard {
  const { submissionId, reasonCode, since: at } = asset;
  const named = { id: asset.id, name: asset.name };
  const running = asset.facts.websites.find(({ isScanRunning }) => isScanRunning);
  // Waiting for the scan is all there is to do.
  if (running && blockers.every(({ code }) => code === 'SCAN_RUNNING'))
    return { kind: 'SELF_CHECK', asset: named, website: running.name, at };
  if (submissionId !== null && reasonCode !== null)
    return { kind: 'RETURNED', asset: named, submissionId, reasonCode, at };
  if (isReady) return { kind: 'READY', asset: named, warnings: warnings.length, at };
  return { kind: 'BLOCKED', asset: named, blockers, at };
}

/** The self-checks without a blocking finding that still count; a website of several assets is told of once. */
function passedScans(assets: readonly OverviewAsset[], now: Date): OverviewCard[] {
  const cards = new Map<string, OverviewCard>();
  for (const { id, name, facts } of assets)
    for (const { latestScan: scan, name: website } of facts.websites) {
      if (scan?.status !== 'COMPLETE' || scan.blockingFindings > 0 || cards.has(scan.id)) continue;
      const validUntil = scanValidUntil(scan.completedAt);
      if (validUntil <= now) continue;
      cards.set(scan.id, {
        kind: 'SCAN_PASSED',
        asset: { id, name },
        website,
        scanId: scan.id,
        validUntil,
        at: scan.completedAt,
      });
    }
  return [...cards.values()];
}
