import { classNames } from '@/app/components/class-names';

type CoverageRingProps = { passed: number; total: number; label: string };

const RADIUS = 26;
const AROUND = 2 * Math.PI * RADIUS;

/** How many of the required cases pass, as a ring with its numbers inside. */
export function CoverageRing({ passed, total, label }: CoverageRingProps) {
  const share = total > 0 ? passed / total : 0;
  const isWhole = total > 0 && passed === total;
  return (
    <svg role="img" aria-label={label} viewBox="0 0 64 64" className="size-16 shrink-0">
      <circle
        cx="32"
        cy="32"
        r={RADIUS}
        fill="none"
        strokeWidth="6"
        stroke="currentColor"
        className="text-neutral-quiet"
      />
      {share > 0 && (
        <circle
          cx="32"
          cy="32"
          r={RADIUS}
          fill="none"
          strokeWidth="6"
          stroke="currentColor"
          strokeDasharray={`${share * AROUND} ${AROUND}`}
          transform="rotate(-90 32 32)"
          className={classNames(isWhole ? 'text-success' : 'text-progress')}
        />
      )}
      <text
        x="32"
        y="33"
        textAnchor="middle"
        dominantBaseline="middle"
        fill="currentColor"
        className="text-16 font-semibold tabular-nums"
      >
        {`${passed}/${total}`}
      </text>
    </svg>
  );
}
