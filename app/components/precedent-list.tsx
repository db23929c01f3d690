import { ShieldCheck, ShieldX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Precedent } from '@/lib/appeals/memory/store';
import { useInstants } from './date-time';
import { Pill } from './pill';

/** How findings like the one under review were decided before: `listPrecedents`, as a list for the bench. */
export function PrecedentList({ precedents }: { precedents: readonly Precedent[] }) {
  const t = useTranslations('decisions.precedents');
  if (precedents.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <ul className="flex flex-col divide-y divide-line rounded-8 border border-line">
      {precedents.map((precedent) => (
        <PrecedentEntry key={precedent.findingId} precedent={precedent} />
      ))}
    </ul>
  );
}

function PrecedentEntry({ precedent }: { precedent: Precedent }) {
  const t = useTranslations('decisions');
  const conclusions = useTranslations('reports.conclusions');
  const show = useInstants();
  const day = (at: Date) => show(at, { isDayOnly: true }).text;
  const { outcome, conclusion, explanation, reason, validUntil, revokedAt } = precedent;
  const isAccepted = outcome === 'ACCEPTED';
  return (
    <li className="flex flex-col gap-1 px-3 py-2.5 text-13">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Pill tone={isAccepted ? 'success' : 'attention'} icon={isAccepted ? ShieldCheck : ShieldX}>
          {t(`precedents.${outcome}`)}
        </Pill>
        <span className="font-medium">{t(`precedents.likeness.${precedent.likeness}`)}</span>
        {conclusion && <span>{conclusions(conclusion)}</span>}
      </span>
      <span className="font-mono text-12 text-muted wrap-anywhere">
        {precedent.method} {precedent.url}
      </span>
      <span className="text-muted wrap-anywhere">{precedent.organizationName}</span>
      {explanation !== '' && (
        <span className="wrap-anywhere whitespace-pre-wrap">{t('precedents.seller', { explanation })}</span>
      )}
      <span className="wrap-anywhere whitespace-pre-wrap">{t('precedents.reviewer', { reason })}</span>
      <span className="text-muted">
        {t('precedents.by', { name: precedent.reviewerName ?? t('someone'), at: day(precedent.at) })}
        {validUntil && revokedAt === null && ` · ${t('precedents.until', { until: day(validUntil) })}`}
      </span>
    </li>
  );
}
