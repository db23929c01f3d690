'use client';

import { Bell as BellShape } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Glyph } from '@/app/components/glyph';
import { isNoticePlace } from '@/lib/notices/rules/notice-link';
import { BAR_BUTTON } from './bar-style';

/** A notice is worth no hurry; who comes back to the page is told at once. */
const ASK_EVERY_MS = 20_000;
const BELL_DIGITS = 99;

/** The count that the desk answers; null where it does not: offline, or signed out. The next time tells. */
async function askForCount(path: string, init: RequestInit): Promise<number | null> {
  const response = await fetch(path, init).catch(() => null);
  const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
  const count: unknown = Reflect.get(Object(body), 'unread');
  return typeof count === 'number' ? count : null;
}

/**
 * The way to the inbox, with the count of what is unread. It asks while the page is looked at, and marks as read what leads
 * to the page that was opened.
 */
export function Bell({ initial }: { initial: number }) {
  const t = useTranslations('shell');
  const [unread, setUnread] = useState(initial);
  const path = usePathname();
  useEffect(() => setUnread(initial), [initial]);
  useEffect(() => {
    if (!isNoticePlace(path)) return;
    const asking = new AbortController();
    const init = { method: 'POST', signal: asking.signal };
    void askForCount(`/api/inbox/read?path=${encodeURIComponent(path)}`, init).then((count) => {
      if (count !== null) setUnread(count);
    });
    return () => asking.abort();
  }, [path]);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      const count = await askForCount('/api/inbox/unread', { signal: asking.signal });
      if (count !== null) setUnread(count);
    };
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    const onShown = () => void ask();
    document.addEventListener('visibilitychange', onShown);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onShown);
      asking.abort();
    };
  }, []);
  return (
    <Link
      prefetch={false}
      href="/inbox"
      className={`${BAR_BUTTON} relative`}
      title={t('inbox', { count: unread })}
    >
      <Glyph icon={BellShape} size={20} />
      <span className="sr-only">{t('inbox', { count: unread })}</span>
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-0.5 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-12 leading-4 font-medium text-on-accent tabular-nums"
        >
          {unread > BELL_DIGITS ? `${BELL_DIGITS}+` : unread}
        </span>
      )}
    </Link>
  );
}
