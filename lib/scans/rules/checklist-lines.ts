import type { MessageKey } from '@/lib/i18n/app-messages';
import type { ChecklistEntry } from './result';

type Say = (key: MessageKey, values: Record<string, string | number>) => string;

/** One sentence about a class, and the first of the places that it counts. */
export type ChecklistLine = { text: string; places: readonly string[] };

/** What a checklist says of a class besides its state: how many findings, why it was not tested, and where. */
export function listChecklistLines(entry: ChecklistEntry, t: Say): ChecklistLine[] {
  const line = (text: string, places: readonly string[] = []): ChecklistLine => ({ text, places });
  if (entry.state === 'CLEAN') return [];
  if (entry.state === 'NOTHING_TO_TEST') return [line(t(`scan.nothingToTest.${entry.class}`, {}))];
  const gaps = (entry.gaps ?? []).map(({ reason, count, places }) =>
    line(t('scan.gap', { reason: t(`scan.notTested.${reason}`, {}), count }), places),
  );
  if (entry.state === 'NOT_TESTED')
    return gaps.length > 0 ? gaps : [line(t(`scan.notTested.${entry.reason}`, {}))];
  const key = entry.isFullyTested ? 'scan.checklist.FINDINGS' : 'scan.checklist.FINDINGS_PARTLY';
  return [line(t(key, { count: entry.findings })), ...gaps];
}
