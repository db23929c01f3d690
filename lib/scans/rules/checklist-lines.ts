import type { MessageKey } from '@/lib/i18n/app-messages';
import type { ChecklistEntry } from './result';

type Say = (key: MessageKey, values: Record<string, string | number>) => string;

/**
 * What a checklist says of a class besides its state: how many findings, why it was not tested, and where.
 * @param joinNames several places as one text of the language
 */
export function listChecklistLines(
  entry: ChecklistEntry,
  t: Say,
  joinNames: (names: readonly string[]) => string,
): string[] {
  if (entry.state === 'CLEAN') return [];
  if (entry.state === 'NOTHING_TO_TEST') return [t(`scan.nothingToTest.${entry.class}`, {})];
  const gaps = (entry.gaps ?? []).map(({ reason, count, places }) =>
    t('scan.gap', { reason: t(`scan.notTested.${reason}`, {}), count, places: joinNames(places) }),
  );
  if (entry.state === 'NOT_TESTED') return gaps.length > 0 ? gaps : [t(`scan.notTested.${entry.reason}`, {})];
  const key = entry.isFullyTested ? 'scan.checklist.FINDINGS' : 'scan.checklist.FINDINGS_PARTLY';
  return [t(key, { count: entry.findings }), ...gaps];
}
