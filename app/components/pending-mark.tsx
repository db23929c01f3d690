'use client';

import { useLinkStatus } from 'next/link';
import { Spinner } from './spinner';

/** Inside a link: shows that its page is on the way, once that takes longer than a blink. */
export function PendingMark() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span className="pending-mark ml-auto">
      <Spinner />
    </span>
  );
}
