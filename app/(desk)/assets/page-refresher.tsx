'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useTransition } from 'react';

type PageRefresherProps = {
  /** How long after it was drawn the page is requested again. */
  everyMs?: number;
};

/** What has not come by then may never come. */
const LONGEST_DRAWING_MS = 20_000;

/**
 * Draws the page again while it is looked at, so that what the worker concludes appears by itself; and once more when
 * there is nothing to wait for. The parts of a page are read one beside the other: one may still show as under way what
 * another saw the end of. A server that is slow to draw it is asked less often: requests would wait for each other.
 */
export function PageRefresher({ everyMs = 2_000 }: PageRefresherProps) {
  const router = useRouter();
  const [isDrawing, startDrawing] = useTransition();
  useEffect(() => {
    const draw = () => {
      if (document.visibilityState === 'visible') startDrawing(() => router.refresh());
    };
    const timer = setInterval(draw, isDrawing ? LONGEST_DRAWING_MS : everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs, isDrawing]);
  useEffect(() => () => startTransition(() => router.refresh()), [router]);
  return null;
}
