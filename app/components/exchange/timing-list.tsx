import { useTranslations } from 'next-intl';
import type { ExchangeTiming } from '@/lib/http/exchange';

const STEPS = [
  ['dns', 'dnsMs'],
  ['connect', 'connectMs'],
  ['tls', 'tlsMs'],
  ['firstByte', 'firstByteMs'],
  ['total', 'totalMs'],
] as const satisfies readonly (readonly [string, keyof ExchangeTiming])[];

/** Where the time of a call went; a step that did not happen has a dash. */
export function TimingList({ timing }: { timing: ExchangeTiming }) {
  const t = useTranslations('exchange.timing');
  return (
    <dl
      aria-label={t('label')}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-8 border border-line bg-line sm:grid-cols-5"
    >
      {STEPS.map(([name, key]) => {
        const ms = timing[key];
        return (
          <div key={name} className="bg-raised px-3 py-2">
            <dt className="text-13 text-muted">{t(name)}</dt>
            <dd className="font-medium tabular-nums">
              {ms === null ? t('none') : t('ms', { ms: Math.round(ms) })}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
