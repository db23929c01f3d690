import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Glyph } from './glyph';
import { QUIET, type Tone } from './tone';

type PillProps = { tone: Tone; icon: LucideIcon; children: ReactNode; isSpinning?: boolean };

/** A state in one glance: colour, icon and word, so that none of them is needed alone. */
export function Pill({ tone, icon, children, isSpinning = false }: PillProps) {
  return (
    <span
      className={classNames(
        'inline-flex w-fit items-center gap-1.5 rounded-full py-0.5 pr-2.5 pl-2 text-13 font-medium whitespace-nowrap',
        QUIET[tone],
      )}
    >
      <Glyph icon={icon} size={14} className={isSpinning ? 'motion-safe:animate-spin' : undefined} />
      {children}
    </span>
  );
}
