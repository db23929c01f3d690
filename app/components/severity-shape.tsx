import type { Severity } from '@/lib/findings/rules/finding';

const COLOURS: Record<Severity, string> = {
  HIGH: 'text-severity-high',
  MEDIUM: 'text-severity-medium',
  LOW: 'text-severity-low',
  HINT: 'text-severity-hint',
};

/** The four shapes of severity: full octagon, full triangle, half-full diamond, open circle. They differ without colour too. */
export function SeverityShape({ severity, size = 14 }: { severity: Severity; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={`shrink-0 ${COLOURS[severity]}`}
    >
      {severity === 'HIGH' && <path fill="currentColor" d="M5 .75h6L15.25 5v6L11 15.25H5L.75 11V5z" />}
      {severity === 'MEDIUM' && <path fill="currentColor" d="M8 1.2 15.4 14.4H.6z" />}
      {severity === 'LOW' && (
        <>
          <path
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
            strokeLinejoin="round"
            d="M8 1.5 14.5 8 8 14.5 1.5 8z"
          />
          <path fill="currentColor" d="M1.5 8h13L8 14.5z" />
        </>
      )}
      {severity === 'HINT' && (
        <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.75" />
      )}
    </svg>
  );
}
