import type { ReactNode } from 'react';
import { classNames } from './class-names';

type CardProps = {
  title?: ReactNode;
  /** Beside the title: one action or a count. */
  aside?: ReactNode;
  /** The heading's level on this page. */
  level?: 2 | 3;
  id?: string;
  /** Without padding, for tables and lists that reach the edge. */
  isFlush?: boolean;
  children: ReactNode;
};

/** A raised panel with an optional heading. */
export function Card({ title, aside, level = 2, id, isFlush = false, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} className="min-w-0 rounded-8 border border-line bg-raised">
      {title !== undefined && (
        <div
          className={classNames(
            'flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2',
            isFlush && 'border-b border-line',
          )}
        >
          <Heading className="text-14 font-semibold">{title}</Heading>
          {aside}
        </div>
      )}
      <div className={classNames(!isFlush && 'px-4 pb-4', !isFlush && title === undefined && 'pt-4')}>
        {children}
      </div>
    </section>
  );
}
