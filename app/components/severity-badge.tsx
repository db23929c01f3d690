import { useTranslations } from 'next-intl';
import type { Severity } from '@/lib/findings/rules/finding';
import { SeverityShape } from './severity-shape';

const COLOURS: Record<Severity, string> = {
  HIGH: 'text-severity-high',
  MEDIUM: 'text-severity-medium',
  LOW: 'text-severity-low',
  HINT: 'text-severity-hint',
};

/** A severity as shape and word; with `count`, how many findings have it. */
export function SeverityBadge({ severity, count }: { severity: Severity; count?: number }) {
  const t = useTranslations('common.severity');
  return (
    <span className="inline-flex items-center gap-1.5 text-13 font-medium whitespace-nowrap">
      <SeverityShape severity={severity} />
      {count !== undefined && <span className="tabular-nums">{count}</span>}
      <span className={COLOURS[severity]}>{t(severity)}</span>
    </span>
  );
}
