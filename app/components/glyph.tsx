import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names';

type GlyphProps = { of: LucideIcon; size?: 14 | 16 | 20; className?: string };

// Not called `icon`: Next takes every file of that name below app/ for a favicon.

/** An icon beside a word: decoration to a screen reader, one line weight everywhere. */
export function Glyph({ of: Shape, size = 16, className }: GlyphProps) {
  return (
    <Shape aria-hidden="true" size={size} strokeWidth={1.75} className={classNames('shrink-0', className)} />
  );
}
