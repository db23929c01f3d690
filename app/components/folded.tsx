import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Glyph } from './glyph';

type FoldedProps = {
  summary: ReactNode;
  isOpen?: boolean;
  /** On paper it is open: nobody can unfold it there. */
  isPrinted?: boolean;
  children: ReactNode;
};

/** What need not be seen at once: one line that opens. */
export function Folded({ summary, isOpen = false, isPrinted = false, children }: FoldedProps) {
  return (
    <details open={isOpen} className={classNames('group min-w-0', isPrinted && 'printed-open')}>
      <summary className="flex w-fit list-none items-start gap-1.5 rounded-4 text-13 leading-6 text-muted hover:text-text [&::-webkit-details-marker]:hidden">
        <Glyph
          icon={ChevronRight}
          size={14}
          className="mt-[0.3125rem] transition-transform group-open:rotate-90"
        />
        {summary}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
