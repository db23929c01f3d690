'use client';

import { useTimeZone } from 'next-intl';
import { startTransition, useEffect } from 'react';
import { rememberZone } from '@/app/preference-actions';

let hasTold = false;

/**
 * Tells the server the browser's time zone once; from then on every time arrives written in it. Times are never
 * rewritten in the browser, so what the server wrote and what is hydrated cannot differ.
 */
export function ZoneCookie() {
  const shown = useTimeZone();
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (hasTold || timeZone === undefined || timeZone === shown) return;
    hasTold = true;
    startTransition(() => rememberZone(timeZone));
  }, [shown]);
  return null;
}
