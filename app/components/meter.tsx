import { TONE_TEXT, type Tone } from './tone';

type MeterProps = {
  label: string;
  value: number;
  max: number /** The value in words: "3 of 12". */;
  text: string;
  tone?: Tone;
};

/** How much of a known whole: a bar and its words. */
export function Meter({ label, value, max, text, tone = 'progress' }: MeterProps) {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3 text-13">
        <span className="text-muted">{label}</span>
        <span className="font-medium tabular-nums">{text}</span>
      </div>
      <meter aria-label={label} value={value} max={max} className="sr-only">
        {text}
      </meter>
      <svg
        aria-hidden="true"
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        className="h-1.5 w-full overflow-hidden rounded-full bg-neutral-quiet"
      >
        <rect width={share} height="6" fill="currentColor" className={TONE_TEXT[tone]} />
      </svg>
    </div>
  );
}
