import { useTranslations } from 'next-intl';
import { hasText } from '@/lib/i18n/text-or';
import { reasonKey } from '@/lib/scans/rules/reason-key';
import type { ScanEndReason } from '@/lib/scans/scan-record';

/** Why a scan did not come to its end, and what to do: the engine's reasons and those of its run. */
export function useReason(
  code: ScanEndReason,
  values: Record<string, string | number>,
): { title: string; fix: string } {
  const t = useTranslations();
  const reason = reasonKey(code);
  const problem = `errors.ownership.check.${values.problem}`;
  const filled =
    code === 'OWNERSHIP_LOST' && hasText(t, problem) ? { ...values, problem: t(problem) } : values;
  return { title: t(`${reason}.title`, filled), fix: t(`${reason}.fix`, filled) };
}
