import { useTranslations } from 'next-intl';
import { hasText } from '@/lib/i18n/text-or';
import { RUN_REASONS, type ScanEndReason } from '@/lib/scans/scan-record';

export const isRunReason = (code: string): code is (typeof RUN_REASONS)[number] =>
  RUN_REASONS.some((known) => known === code);

/** Why a scan did not come to its end, and what to do: the engine's reasons and those of its run. */
export function useReason(
  code: ScanEndReason,
  values: Record<string, string | number>,
): { title: string; fix: string } {
  const t = useTranslations();
  const reason = isRunReason(code) ? (`scans.reasons.${code}` as const) : (`scan.reasons.${code}` as const);
  const problem = `errors.ownership.check.${values.problem}`;
  const filled =
    code === 'OWNERSHIP_LOST' && hasText(t, problem) ? { ...values, problem: t(problem) } : values;
  return { title: t(`${reason}.title`, filled), fix: t(`${reason}.fix`, filled) };
}
