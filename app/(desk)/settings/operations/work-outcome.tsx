import { getTranslations } from 'next-intl/server';
import type { ScheduledRow } from '@/lib/jobs/get-operations';

const OUTCOMES = [
  'expired',
  'noticed',
  'queued',
  'booked',
  'refused',
  'deleted',
  'escalated',
  'digests',
  'revived',
] as const;

/** What came of a run, in words: only counts that are not 0. */
export async function WorkOutcome({ outcome }: Pick<ScheduledRow, 'outcome'>) {
  const t = await getTranslations('settings.operations');
  const told = OUTCOMES.filter((name) => outcome[name]).map((name) =>
    t(`outcomes.${name}`, { count: outcome[name] ?? 0 }),
  );
  return told.length === 0 ? <span className="text-muted">{t('nothing')}</span> : told.join(' · ');
}
