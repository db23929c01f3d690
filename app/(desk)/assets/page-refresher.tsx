'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect } from 'react';

type PageRefresherProps = {
  /** How often the page is requested again. */
  everyMs?: number;
};

/** Draws the page again while it is looked at, so that what the worker concludes appears by itself. */
export function PageRefresher({ everyMs = 2_000 }: PageRefresherProps) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') startTransition(() => router.refresh());
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
