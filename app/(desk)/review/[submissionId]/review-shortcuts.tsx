'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

export const ACCEPT_ID = 'verdict-accept';
export const REJECT_ID = 'verdict-reject';

type ReviewShortcutsProps = { hrefs: readonly Route[]; current: number };

const isTyping = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Presses the verdict's button; while the reason is empty it is asked for instead, because nothing is judged without. */
function judge(buttonId: string): void {
  const button = document.getElementById(buttonId);
  const reason = button?.closest('form')?.elements.namedItem('reason');
  if (!(reason instanceof HTMLTextAreaElement)) return;
  if (reason.value.trim() === '') reason.focus();
  else button?.click();
}

/** The shortcuts of the review page: J and K walk through the findings, A and R judge, Escape leaves the reason. */
export function ReviewShortcuts({ hrefs, current }: ReviewShortcutsProps) {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (isTyping(event.target)) {
        if (event.key === 'Escape') event.target.blur();
        return;
      }
      const step = { j: 1, k: -1 }[event.key];
      const next = step === undefined ? undefined : hrefs[current + step];
      if (next) router.push(next, { scroll: false });
      const buttonId = { a: ACCEPT_ID, r: REJECT_ID }[event.key];
      if (!buttonId) return;
      // The letter must not end up in the field that takes the focus.
      event.preventDefault();
      judge(buttonId);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router, hrefs, current]);
  return null;
}
