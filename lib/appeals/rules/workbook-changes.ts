import { sha256Hex } from '@/lib/core/bytes';
import { type AssessmentText, isSameAssessment, pickAssessment } from '@/lib/reports/rules/assessment';

type Assessed = AssessmentText & { findingId: string };
export type WorkbookChange = { findingId: string; before: AssessmentText | null; after: AssessmentText };

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
  const before = new Map(stored.map((assessment) => [assessment.findingId, pickAssessment(assessment)]));
  const changes = rows
    .map((row) => ({
      findingId: row.findingId,
      before: before.get(row.findingId) ?? null,
      after: pickAssessment(row),
    }))
    .filter(({ findingId, before: stood, after }) => {
      const known = stood ?? filledIn.get(findingId);
      return known === undefined || !isSameAssessment(known, after);
    });
  return { changes, unchanged: rows.length - changes.length };
}

/** Characters of the conclusions that a preview lists, before and after: a browser is sent no more. */
const LISTED_CHARACTERS = 2_000_000;

/** The first of the changes, as many as a browser can be sent; at least one. */
export function listedChanges<Change extends WorkbookChange>(
  changes: readonly Change[],
  maximum = LISTED_CHARACTERS,
): Change[] {
  let characters = 0;
  const size = (text: AssessmentText | null) => (text ? text.explanation.length + text.reference.length : 0);
  return changes.filter(({ before, after }, index) => {
    characters += size(before) + size(after);
    return index === 0 || characters <= maximum;
  });
}

/** Names the assessments that a preview was compared with: SHA-256, independent of their order. */
export function hashAssessments(stored: readonly (Assessed & { version: number })[]): string {
  const lines = stored.map(({ findingId, version }) => `${findingId} ${version}`).sort();
  return sha256Hex(lines.join('\n'));
}
