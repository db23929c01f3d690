'use client';

import { ArrowUp } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { LinkButton } from '@/app/components/link-button';

const ASK_EVERY_MS = 5_000;

type NewerHintProps = {
  /** Counts what is newer than the first row, with the filters of the page. */
  countAt: string;
  /** Where they are shown. */
  href: Route;
  /** As the page was drawn. */
  initial: number;
  /** The count goes no further. */
  most: number;
};

/** Says that there are newer messages, without moving those that are being read. */
export function NewerHint({ countAt, href, initial, most }: NewerHintProps) {
  const t = useTranslations('messages');
  const [newer, setNewer] = useState(initial);
  useEffect(() => setNewer(initial), [initial]);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      // Offline, or signed out: the next time tells.
      const response = await fetch(countAt, { signal: asking.signal }).catch(() => null);
      const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
      if (typeof body === 'object' && body !== null && 'newer' in body && typeof body.newer === 'number')
        setNewer(body.newer);
    };
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [countAt]);
  return (
    <div role="status" className="flex justify-center empty:hidden">
      {newer > 0 && (
        <div className="pb-3">
          <LinkButton href={href} size="sm" icon={ArrowUp}>
            {newer >= most ? t('newerMany', { count: most }) : t('newer', { count: newer })}
          </LinkButton>
        </div>
      )}
    </div>
  );
}
