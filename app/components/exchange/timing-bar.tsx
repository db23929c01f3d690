import { useTranslations } from 'next-intl';
import { classNames } from '@/app/components/class-names';
import { TONE_TEXT } from '@/app/components/tone';
import type { ExchangeTiming } from '@/lib/http/exchange';
import { SLOW_MS, TIMEOUT_MS } from '@/lib/koogallery/koogallery-messages';

const STEPS = [
  { name: 'dns', key: 'dnsMs', colour: 'text-neutral' },
  { name: 'connect', key: 'connectMs', colour: 'text-attention' },
  { name: 'tls', key: 'tlsMs', colour: 'text-progress' },
  { name: 'firstByte', key: 'firstByteMs', colour: 'text-success' },
] as const satisfies readonly { name: string; key: keyof ExchangeTiming; colour: string }[];

/** Where the time of a call went, as a bar and in numbers, and how much of KooGallery's patience it took. */
export function TimingBar({ timing }: { timing: ExchangeTiming }) {
  const t = useTranslations('exchange.timing');
  const { totalMs } = timing;
  const tone = totalMs >= TIMEOUT_MS ? 'danger' : totalMs > SLOW_MS ? 'attention' : 'success';
  const ms = (value: number | null) => (value === null ? t('none') : t('ms', { ms: Math.round(value) }));
  return (
    <div className="flex flex-col gap-3">
      <Bar timing={timing} />
      <dl
        aria-label={t('label')}
        className="grid grid-cols-2 gap-px overflow-hidden rounded-8 border border-line bg-line sm:grid-cols-5"
      >
        {STEPS.map(({ name, key, colour }) => (
          <div key={name} className="bg-raised px-3 py-2">
            <dt className="flex items-center gap-1.5 text-13 text-muted">
              <span aria-hidden="true" className={classNames('size-2 rounded-full bg-current', colour)} />
              {t(name)}
            </dt>
            <dd className="font-medium tabular-nums">{ms(timing[key])}</dd>
          </div>
        ))}
        <div className="bg-raised px-3 py-2">
          <dt className="text-13 text-muted">{t('total')}</dt>
          <dd className="font-medium tabular-nums">{ms(totalMs)}</dd>
        </div>
      </dl>
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

/** The list below says the same in numbers; what is left over is the rest of the body. */
function Bar({ timing }: { timing: ExchangeTiming }) {
  const whole = Math.max(timing.totalMs, 1);
  const widths = STEPS.map(({ key }) => ((timing[key] ?? 0) / whole) * 100);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className="h-2 w-full overflow-hidden rounded-full bg-neutral-quiet"
    >
      {STEPS.map(({ key, colour }, index) => (
        <rect
          key={key}
          x={widths.slice(0, index).reduce((sum, width) => sum + width, 0)}
          width={widths[index]}
          height="4"
          fill="currentColor"
          className={colour}
        />
      ))}
    </svg>
  );
}
