import { sha256Hex } from '@/lib/core/bytes';
import type { AssessmentText } from '@/lib/reports/rules/conclusion';

type Assessed = AssessmentText & { findingId: string };
export type WorkbookChange = { findingId: string; before: AssessmentText | null; after: AssessmentText };

const pickText = ({ conclusion, explanation, reference }: AssessmentText): AssessmentText => ({
  conclusion,
  explanation,
  reference,
});
const isSame = (a: AssessmentText, b: AssessmentText) =>
  a.conclusion === b.conclusion && a.explanation === b.explanation && a.reference === b.reference;

/**
 * What a workbook would change; rows that say what is stored already, or what the workbook was filled in with, change
 * nothing.
 * @param filledIn of findings of which nothing is stored
 */
export function workbookChanges(
  stored: readonly Assessed[],
  rows: readonly Assessed[],
  filledIn: ReadonlyMap<string, AssessmentText> = new Map(),
): { changes: WorkbookChange[]; unchanged: number } {
  const before = new Map(stored.map((assessment) => [assessment.findingId, pickText(assessment)]));
  const changes = rows
    .map((row) => ({
      findingId: row.findingId,
      before: before.get(row.findingId) ?? null,
      after: pickText(row),
    }))
    .filter(({ findingId, before: stood, after }) => {
      const known = stood ?? filledIn.get(findingId);
      return known === undefined || !isSame(known, after);
    });
  return { changes, unchanged: rows.length - changes.length };
}

/** Names the assessments that a preview was compared with: SHA-256, independent of their order. */
export function hashAssessments(stored: readonly (Assessed & { version: number })[]): string {
  const lines = stored.map(({ findingId, version }) => `${findingId} ${version}`).sort();
  return sha256Hex(lines.join('\n'));
}
