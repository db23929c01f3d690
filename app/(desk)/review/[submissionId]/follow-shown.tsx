'use client';

import { useEffect, useRef } from 'react';
import { focusShown, SHOWN_ID } from './focus-shown';

/**
 * Keeps the shown finding in view, and the focus on the page. The shown finding gets it where what had it is gone with a
 * step of the review, where it is on another finding of the list, and where a navigation takes it from everything.
 * @param step changes with what is shown and with each step of the review
 */
export function FollowShown({ step }: { step: string }) {
  const before = useRef(step);
  useEffect(() => {
    const link = document.getElementById(SHOWN_ID);
    const list = link?.closest('ul');
    // In its list, and the list in the window; nothing moves while it is in view already.
    link?.scrollIntoView({ block: 'nearest' });
    const focused = document.activeElement;
    const isLost = focused === document.body || list?.contains(focused);
    if (before.current !== step && isLost) focusShown();
    before.current = step;
  }, [step]);
  useEffect(() => {
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) return;
      // Only now is it known whether something else gets it.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) focusShown();
      });
    };
    document.addEventListener('focusout', onFocusOut);
    return () => document.removeEventListener('focusout', onFocusOut);
  }, []);
  return null;
}
