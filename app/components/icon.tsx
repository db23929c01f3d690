import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names';

type IconProps = { of: LucideIcon; size?: 14 | 16 | 20; className?: string };

/** An icon beside a word: decoration to a screen reader, one line weight everywhere. */
export function Icon({ of: Glyph, size = 16, className }: IconProps) {
  return (
    <Glyph aria-hidden="true" size={size} strokeWidth={1.75} className={classNames('shrink-0', className)} />
  );
}
