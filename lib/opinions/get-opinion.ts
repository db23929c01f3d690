import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { type Page, pageRequest, toPage } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { findScanFindings } from '@/lib/findings/for-other-rooms';
import { listLatestScans, scannedPlaceKey } from '@/lib/scans/list-latest-scans';
import type { OpinionRecord } from './opinion-record';
import { type Compared, type ComparedState, compareOpinion } from './rules/compare-opinion';
import type { OpinionRow } from './rules/opinion-row';
import { getOpinionSchema } from './schemas';
import { findOpinion } from './store';

export type RowBesideOurs = OpinionRow &
  Compared & { /** From 1, in the order of the report. */ position: number };
export type ComparedOpinion = {
  opinion: OpinionRecord;
  rows: Page<RowBesideOurs>;
  states: Record<ComparedState, number>;
  /** Our newest scan that came to an end; null where there is none, and nothing is compared. */
  scan: { id: string; completedAt: Date; findings: number; onlyHere: number } | null;
};

const NOT_COMPARED: Compared = { state: 'NOT_COMPARED', numbers: [] };

/**
 * An imported report with each row beside the findings of our newest scan.
 * @param input `{ websiteId, opinionId, page? }`
 * @throws AppError NOT_FOUND
 */
export async function getOpinion(context: Context, input: unknown): Promise<ComparedOpinion> {
  const scope = authorise(context, 'scan.view');
  const parsed = getOpinionSchema.safeParse(input);
  const found = parsed.success && (await findOpinion(database(), scope, parsed.data));
  if (!found) throw notFound('opinion');
  const { rows, ...opinion } = found;
  const { websiteId } = opinion;
  const place = { websiteId, assetId: null };
  const scans = await listLatestScans(database(), scope, [place], context.clock.now());
  const latest = scans.get(scannedPlaceKey(place))?.ended ?? null;
  const findings = latest ? await findScanFindings(database(), scope, [latest.id]) : [];
  const compared = latest ? compareOpinion(rows, findings) : rows.map(() => NOT_COMPARED);
  const states = { ALSO_HERE: 0, ONLY_THERE: 0, NOT_COMPARED: 0 };
  for (const { state } of compared) states[state] += 1;
  const matched = new Set(compared.flatMap(({ numbers }) => numbers));
  const page = pageRequest(parsed.data.page);
  const start = (page.page - 1) * page.size;
  const shown = rows.slice(start, start + page.size).map((row, index) => ({
    ...row,
    ...(compared[start + index] ?? NOT_COMPARED),
    position: start + index + 1,
  }));
  return {
    opinion,
    rows: toPage(shown, rows.length, page),
    states,
    scan: latest && {
      id: latest.id,
      completedAt: latest.completedAt,
      findings: findings.length,
      onlyHere: findings.filter(({ number }) => !matched.has(number)).length,
    },
  };
}
