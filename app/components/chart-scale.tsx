import type { ReactNode } from 'react';

type ChartScaleProps = { top: number; bottom: number; children: ReactNode };

/** A drawing with what its top and its bottom stand for. */
export const ChartScale = ({ top, bottom, children }: ChartScaleProps) => (
  <div className="flex gap-2">
    <div
      aria-hidden="true"
      className="flex w-10 shrink-0 flex-col justify-between text-right text-12 text-muted tabular-nums"
    >
      <span>{top}</span>
      <span>{bottom}</span>
    </div>
    {children}
  </div>
);
