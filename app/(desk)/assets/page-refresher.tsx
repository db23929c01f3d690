'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect } from 'react';

type PageRefresherProps = {
  /** How often the page is requested again. */
  everyMs?: number;
};

/**
 * Draws the page again while it is looked at, so that what the worker concludes appears by itself; and once more when
 * there is nothing to wait for. The parts of a page are read one beside the other: one may still show as under way what
 * another saw the end of.
 */
export function PageRefresher({ everyMs = 2_000 }: PageRefresherProps) {
  const router = useRouter();
  useEffect(() => {
    const draw = () => startTransition(() => router.refresh());
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') draw();
    }, everyMs);
    return () => {
      clearInterval(timer);
      draw();
    };
  }, [router, everyMs]);
  return null;
}
