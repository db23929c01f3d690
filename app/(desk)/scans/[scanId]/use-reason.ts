import { useTranslations } from 'next-intl';
import { hasText, madeKey } from '@/lib/i18n/made-key';
import { RUN_REASONS, type ScanEndReason } from '@/lib/scans/scan-record';

const isRunReason = (code: ScanEndReason) => RUN_REASONS.some((known) => known === code);

/** Why a scan did not come to its end, and what to do: the engine's reasons and those of its run. */
export function useReason(
  code: ScanEndReason,
  values: Record<string, string | number>,
): { title: string; fix: string } {
  const t = useTranslations();
  const namespace = isRunReason(code) ? 'scans' : 'scan';
  const problem = `errors.ownership.check.${values.problem}`;
  const filled =
    code === 'OWNERSHIP_LOST' && hasText(t, problem) ? { ...values, problem: t(problem) } : values;
  const words = (part: 'title' | 'fix') => t(madeKey(t, `${namespace}.reasons.${code}.${part}`), filled);
  return { title: words('title'), fix: words('fix') };
}
