import { useTranslations } from 'next-intl';
import { RUN_REASONS, type ScanEndReason } from '@/lib/scans/scan-record';

const isRunReason = (code: ScanEndReason) => RUN_REASONS.some((known) => known === code);

/** Why a scan did not come to its end, and what to do: the engine's reasons and those of its run. */
export function useReason(
  code: ScanEndReason,
  values: Record<string, string | number>,
): { title: string; fix: string } {
  const engine = useTranslations('scan.reasons');
  const run = useTranslations('scans.reasons');
  const ownership = useTranslations('errors.ownership.check');
  const words = isRunReason(code) ? run : engine;
  const filled =
    code === 'OWNERSHIP_LOST' ? { ...values, problem: ownership(String(values.problem)) } : values;
  return { title: words(`${code}.title`, filled), fix: words(`${code}.fix`, filled) };
}
