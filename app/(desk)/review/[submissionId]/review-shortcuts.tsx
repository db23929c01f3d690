'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { focusShown } from './focus-shown';

/** Where the letters lead: the finding below, and the one above; none at an end. */
type ReviewShortcutsProps = Record<'j' | 'k', Route | undefined>;

const isTyping = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

/** Presses what declares the letter as its shortcut; a verdict without a reason asks for the reason instead. */
function press(element: HTMLElement): void {
  const form = element instanceof HTMLButtonElement ? element.form : null;
  const reason = form?.elements.namedItem('reason');
  if (element.dataset.needsReason && reason instanceof HTMLTextAreaElement && reason.value.trim() === '')
    reason.focus();
  else element.click();
}

/** The shortcuts of the review page: J and K walk through the findings, Escape leaves the reason, the others press a control. */
export function ReviewShortcuts({ j, k }: ReviewShortcutsProps) {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (isTyping(event.target)) {
        if (event.key === 'Escape') focusShown();
        return;
      }
      const key = event.key.toLowerCase();
      const next = { j, k }[key];
      if (next) router.push(next, { scroll: false });
      if (!/^[a-z1-9]$/.test(key)) return;
      const control = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`);
      if (!control) return;
      // The letter must not end up in the field that takes the focus.
      event.preventDefault();
      press(control);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router, j, k]);
  return null;
}
