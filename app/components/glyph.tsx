import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names';
import { GLYPH_VERSION } from './glyph-version';

type GlyphProps = { icon: LucideIcon; size?: 14 | 16 | 20; className?: string };

// Not called `icon`: Next takes every file of that name below app/ for a favicon.

/**
 * An icon beside a word: decoration to a screen reader, one line weight everywhere. Its lines come from the sprite that
 * the browser loads once (`glyph-sprite.ts`), because a page shows the same few shapes many times.
 */
export function Glyph({ icon: shape, size = 16, className }: GlyphProps) {
  return (
    <svg aria-hidden="true" width={size} height={size} className={classNames('glyph', className)}>
      <use href={`/glyphs.svg?v=${GLYPH_VERSION}#${shape.displayName}`} />
    </svg>
  );
}
