'use client';

import { type ReactNode, useLayoutEffect, useRef } from 'react';

type ScrolledNavProps = {
  label: string;
  className: string;
  /** What is current; when it changes, it is brought into view again. */
  current: string;
  children: ReactNode;
};

/** A row of links that scrolls sideways and begins where the current one is seen; the page itself stays where it is. */
export function ScrolledNav({ label, className, current, children }: ScrolledNavProps) {
  const row = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const nav = row.current;
    // Of a row that changed under its reader, too.
    const link = current === '' ? null : nav?.querySelector('[aria-current="page"]');
    if (!nav || !link) return;
    const [outer, inner] = [nav.getBoundingClientRect(), link.getBoundingClientRect()];
    if (inner.left >= outer.left && inner.right <= outer.right) return;
    nav.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [current]);
  return (
    <nav ref={row} aria-label={label} className={className}>
      {children}
    </nav>
  );
}
