'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

/** Folds the phone's drawer when the reader has gone somewhere. */
export function RailCloser({ railId }: { railId: string }) {
  const path = usePathname();
  const shownFor = useRef(path);
  useEffect(() => {
    if (shownFor.current === path) return;
    shownFor.current = path;
    document.getElementById(railId)?.hidePopover();
  }, [path, railId]);
  return null;
}
