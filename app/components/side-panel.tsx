'use client';

import { X } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Glyph } from './glyph';

type SidePanelProps = {
  title: ReactNode;
  /** The same page without the panel. */
  closeHref: Route;
  children: ReactNode;
};

/** A panel at the side that is a URL: the page shows it while its address says so; Escape and the cross lead back. */
export function SidePanel({ title, closeHref, children }: SidePanelProps) {
  const t = useTranslations('common');
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) {
        router.push(closeHref, { scroll: false });
      }
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [router, closeHref]);
  return (
    <aside
      aria-labelledby={titleId}
      className="fixed inset-y-0 right-0 z-40 flex w-full flex-col border-l border-line bg-raised shadow-float md:w-[min(44rem,85vw)]"
    >
      <div className="flex items-start justify-between gap-4 border-b border-line py-3 pr-3 pl-5">
        <h2
          id={titleId}
          ref={heading}
          tabIndex={-1}
          className="min-w-0 pt-1 text-16 font-semibold wrap-anywhere outline-none"
        >
          {title}
        </h2>
        <Link
          prefetch={false}
          href={closeHref}
          scroll={false}
          className="rounded-8 p-2 text-muted hover:bg-hover hover:text-text"
        >
          <Glyph icon={X} />
          <span className="sr-only">{t('close')}</span>
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
    </aside>
  );
}
