'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useEffect } from 'react';
import { isTyping } from '@/app/shortcuts/read-key';
import type { ReviewId } from '@/app/shortcuts/registry';
import { useReviewKeys } from '@/app/shortcuts/shortcuts-context';
import { focusShown } from './focus-shown';

/** The finding below the shown one, and the one above; none at an end. */
type ReviewShortcutsProps = { next: Route | undefined; previous: Route | undefined };

const STEPS = ['next', 'previous'] as const satisfies readonly ReviewId[];

/** What of the review page has a key and no control of its own: the steps through the findings, and the way out of a text. */
export function ReviewShortcuts(steps: ReviewShortcutsProps) {
  const keyOf = useReviewKeys();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || document.querySelector('dialog[open]') !== null)
        return;
      if (isTyping(event.target)) focusShown();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return STEPS.map((step) => {
    const href = steps[step];
    return (
      href && (
        <Link key={step} hidden href={href} scroll={false} prefetch={false} aria-keyshortcuts={keyOf(step)} />
      )
    );
  });
}
