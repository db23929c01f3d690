import type { Severity } from '@/lib/findings/rules/finding';
import { SEVERITY_PATHS } from '@/lib/findings/rules/severity-paths';

const COLOURS: Record<Severity, string> = {
  HIGH: 'text-severity-high',
  MEDIUM: 'text-severity-medium',
  LOW: 'text-severity-low',
  HINT: 'text-severity-hint',
};

/** The shape of a severity in its colour. */
export function SeverityShape({ severity, size = 14 }: { severity: Severity; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={`shrink-0 ${COLOURS[severity]}`}
    >
      {SEVERITY_PATHS[severity].map(({ d, isFilled }) =>
        isFilled ? (
          <path key={d} fill="currentColor" d={d} />
        ) : (
          <path key={d} fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinejoin="round" d={d} />
        ),
      )}
    </svg>
  );
}
