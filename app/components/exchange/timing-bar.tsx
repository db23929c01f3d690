import { useTranslations } from 'next-intl';
import { SLOW_MS, TIMEOUT_MS } from '@/lib/connection-tests/rules/koogallery-messages';
import type { ExchangeTiming } from '@/lib/http/exchange';
import { classNames } from '../class-names';
import { TONE_TEXT } from '../tone';
import { TimingList } from './timing-list';

const SEGMENTS = [
  ['dnsMs', 'text-neutral'],
  ['connectMs', 'text-progress'],
  ['tlsMs', 'text-accent'],
  ['firstByteMs', 'text-success'],
] as const satisfies readonly (readonly [keyof ExchangeTiming, string])[];

/** Where the time of a call went, as a bar and in numbers, and how much of KooGallery's patience it took. */
export function TimingBar({ timing }: { timing: ExchangeTiming }) {
  const t = useTranslations('exchange.timing');
  const { totalMs } = timing;
  const tone = totalMs >= TIMEOUT_MS ? 'danger' : totalMs > SLOW_MS ? 'attention' : 'success';
  return (
    <div className="flex flex-col gap-3">
      <Bar timing={timing} />
      <TimingList timing={timing} />
      <p className="text-13">
        <span className={classNames('font-medium tabular-nums', TONE_TEXT[tone])}>
          {t(`budget.${tone}`, { ms: Math.round(totalMs) })}
        </span>{' '}
        <span className="text-muted">
          {t('budgetRule', { slow: SLOW_MS / 1_000, limit: TIMEOUT_MS / 1_000 })}
        </span>
      </p>
    </div>
  );
}

/** The list below says the same in numbers. */
function Bar({ timing }: { timing: ExchangeTiming }) {
  const whole = Math.max(timing.totalMs, 1);
  let at = 0;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className="h-2 w-full overflow-hidden rounded-full bg-neutral-quiet"
    >
      {SEGMENTS.map(([key, colour]) => {
        const width = ((timing[key] ?? 0) / whole) * 100;
        const x = at;
        at += width;
        return <rect key={key} x={x} width={width} height="4" fill="currentColor" className={colour} />;
      })}
    </svg>
  );
}
