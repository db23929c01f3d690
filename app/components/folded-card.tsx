import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Glyph } from './glyph';

type FoldedCardProps = {
  title: ReactNode;
  isFlush?: boolean;
  children: ReactNode;
};

/** A card of which only the head is seen until it is opened. */
export function FoldedCard({ title, isFlush = false, children }: FoldedCardProps) {
  return (
    <details className="group min-w-0 rounded-8 border border-line bg-raised">
      <summary className="flex min-h-12 list-none flex-wrap items-center gap-x-2 gap-y-1 rounded-8 px-4 py-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <Glyph
          icon={ChevronRight}
          size={14}
          className="text-muted transition-transform group-open:rotate-90"
        />
        <h2 className="flex-1 text-14 font-semibold">{title}</h2>
      </summary>
      <div className={isFlush ? 'border-t border-line' : 'px-4 pt-2 pb-4'}>{children}</div>
    </details>
  );
}
