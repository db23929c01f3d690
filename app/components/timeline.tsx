import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { DateTime } from './date-time';
import type { Tone } from './tone';

export type TimelineEntry = {
  key: string;
  at: Date;
  /** Who did what, with links. */
  text: ReactNode;
  tone?: Tone;
};

const DOTS: Record<Tone, string> = {
  attention: 'bg-attention',
  progress: 'bg-progress',
  success: 'bg-success',
  neutral: 'bg-edge',
  danger: 'bg-danger',
};

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="flex flex-col">
      {entries.map(({ key, at, text, tone = 'neutral' }, index) => (
        <li key={key} className="relative flex gap-3 pb-4 last:pb-0">
          {index < entries.length - 1 && <span className="absolute top-4 -bottom-1 left-1 w-px bg-line" />}
          <span className={classNames('relative mt-1.5 size-2.25 shrink-0 rounded-full', DOTS[tone])} />
          <div className="min-w-0">
            <p className="wrap-anywhere">{text}</p>
            <p className="text-13 text-muted">
              <DateTime at={at} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
