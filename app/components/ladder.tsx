import { Check, CircleDashed, LoaderCircle, type LucideIcon, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Glyph } from './glyph';
import { QUIET, type Tone } from './tone';

export type LadderStepState = 'passed' | 'warning' | 'failed' | 'running' | 'waiting';

export type LadderStep = {
  key: string;
  state: LadderStepState;
  title: string;
  /** What was tried, or that it was not. */
  tried?: ReactNode;
  /** What was seen: facts in mono. */
  seen?: ReactNode;
  /** When, usually a `<DateTime>` or a duration. */
  time?: ReactNode;
  /** How to fix it: open on a failure. */
  fix?: ReactNode;
};

const LOOKS: Record<LadderStepState, { icon: LucideIcon; tone: Tone }> = {
  passed: { icon: Check, tone: 'success' },
  warning: { icon: TriangleAlert, tone: 'attention' },
  failed: { icon: X, tone: 'attention' },
  running: { icon: LoaderCircle, tone: 'progress' },
  waiting: { icon: CircleDashed, tone: 'neutral' },
};

/** Steps that build on each other, top to bottom; the first failure ends the check. */
export function Ladder({ label, rungs }: { label: string; rungs: readonly LadderStep[] }) {
  const t = useTranslations('common.rung');
  return (
    <ol aria-label={label} className="flex flex-col">
      {rungs.map((rung, index) => {
        const { icon, tone } = LOOKS[rung.state];
        return (
          <li key={rung.key} className="group relative flex gap-3 pb-4 last:pb-0">
            {index < rungs.length - 1 && (
              <span className="absolute top-7 bottom-0 left-3.5 w-px -translate-x-1/2 bg-line" />
            )}
            <span className={classNames('grid size-7 shrink-0 place-items-center rounded-full', QUIET[tone])}>
              <Glyph
                icon={icon}
                className={rung.state === 'running' ? 'motion-safe:animate-spin' : undefined}
              />
            </span>
            <div className="flex min-w-0 flex-1 flex-col gap-1.5 pt-0.5 wrap-anywhere">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <p className={classNames('font-medium', rung.state === 'waiting' && 'text-muted')}>
                  {rung.title}
                  <span className="sr-only"> {t(rung.state)}</span>
                </p>
                {rung.time !== undefined && (
                  <div className="text-13 text-muted tabular-nums">{rung.time}</div>
                )}
              </div>
              {rung.tried !== undefined && <div className="text-13 text-muted">{rung.tried}</div>}
              {rung.seen !== undefined && <div className="min-w-0 font-mono text-13">{rung.seen}</div>}
              {rung.fix !== undefined && (
                <div className="mt-1 flex min-w-0 flex-col gap-3 rounded-8 border border-line bg-raised p-3">
                  {rung.fix}
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
