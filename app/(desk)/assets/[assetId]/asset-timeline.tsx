import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { subjectPath } from '@/app/(desk)/subject-path';
import { useActorName } from '@/app/(desk)/use-actor-name';
import { Timeline } from '@/app/components/timeline';
import { useListText } from '@/app/components/use-list-text';
import type { AuditRow } from '@/lib/audit/store';
import { chooseEntryTone, describeEntry, describeOutcome } from './timeline-facts';

/** More than these are folded away. */
const SHOWN_AT_ONCE = 10;

type AssetTimelineProps = {
  rows: readonly AuditRow[];
  /** Names of the asset's websites by id. */
  websites: ReadonlyMap<string, string>;
};

/** Who did what with the asset and its websites and when, newest first. */
export function AssetTimeline({ rows, websites }: AssetTimelineProps) {
  const t = useTranslations();
  const list = useListText();
  const nameActor = useActorName();
  const entries = rows.map((row) => {
    // The page of the asset is the one that this is on.
    const path = row.subjectType === 'asset' ? null : subjectPath(row);
    const detail = describeEntry(row, websites, list);
    const result = describeOutcome(row, t);
    const words = t(`audit.${row.event}`);
    return {
      key: row.id,
      at: row.at,
      tone: chooseEntryTone(row),
      text: (
        <>
          {path ? (
            <Link href={path} className="text-link">
              {words}
            </Link>
          ) : (
            words
          )}
          {detail !== null && <span className="wrap-anywhere"> {detail}</span>}
          <span className="text-muted">
            {' · '}
            {nameActor(row)}
          </span>
          {result !== null && <span className="block text-13">{result}</span>}
        </>
      ),
    };
  });
  const older = entries.slice(SHOWN_AT_ONCE);
  return (
    <>
      <Timeline entries={entries.slice(0, SHOWN_AT_ONCE)} />
      {older.length > 0 && (
        <details className="pt-3">
          <summary className="cursor-pointer rounded-4 pb-3 text-13 text-muted hover:text-text">
            {t('assets.older', { count: older.length })}
          </summary>
          <Timeline entries={older} />
        </details>
      )}
    </>
  );
}
