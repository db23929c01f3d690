import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AuditRow } from '@/lib/audit/store';
import { Timeline } from '../../../components/timeline';
import type { Tone } from '../../../components/tone';
import { assetPath, requestPath, scanPath } from '../asset-paths';

const TONES: Partial<Record<string, Tone>> = {
  'submission.submitted': 'progress',
  'submission.approved': 'success',
  'submission.rejected': 'attention',
  'submission.returned': 'attention',
  'connection.probeFailed': 'attention',
  'connection.probeRecovered': 'success',
};

const PATHS: Partial<Record<string, (id: string) => Route>> = {
  submission: requestPath,
  scan: scanPath,
  connection: (assetId) => assetPath(assetId, 'connection'),
};

/** More than these are folded away. */
const SHOWN_AT_ONCE = 10;

/** What the event was about, where its entry says so in a word or a few. */
function detailOf({ before, after }: AuditRow): string | null {
  if (typeof after === 'object' && after !== null && 'cases' in after && Array.isArray(after.cases))
    return after.cases.join(', ');
  for (const side of [after, before])
    if (typeof side === 'object' && side !== null && 'website' in side && typeof side.website === 'string')
      return side.website;
  return null;
}

/** Who did what with the asset and when, newest first. */
export function AssetTimeline({ rows }: { rows: readonly AuditRow[] }) {
  const t = useTranslations();
  const entries = rows.map((row) => {
    const path = PATHS[row.subjectType];
    const detail = detailOf(row);
    const words = t(`audit.${row.event}`);
    return {
      key: row.id,
      at: row.at,
      tone: TONES[row.event],
      text: (
        <>
          {path ? (
            <Link href={path(row.subjectId)} className="text-link">
              {words}
            </Link>
          ) : (
            words
          )}
          {detail !== null && <span className="font-mono text-13"> {detail}</span>}
          <span className="text-muted">
            {' · '}
            {row.actorId === null ? t('assets.system') : row.actorLabel}
          </span>
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
