import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Glyph } from './glyph';
import { QUIET, type Tone } from './tone';

/** How a state looks. */
export type PillLook = { tone: Tone; icon: LucideIcon; isSpinning?: boolean };

type PillProps = PillLook & { children: ReactNode };

/** A state in one glance: colour, icon and word, so that none of them is needed alone. */
export function Pill({ tone, icon, children, isSpinning = false }: PillProps) {
  return (
    <span className={classNames('pill', QUIET[tone])}>
      <Glyph icon={icon} size={14} className={isSpinning ? 'motion-safe:animate-spin' : undefined} />
      {children}
    </span>
  );
}
