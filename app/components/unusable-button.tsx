import type { Route } from 'next';
import Link from 'next/link';
import { type ReactNode, useId } from 'react';
import { type ButtonLook, buttonClass } from './button-style';

type UnusableButtonProps = {
  look?: ButtonLook;
  /** Why it cannot be used, as a sentence. */
  reason: ReactNode;
  /** Where the reason can be removed, with the words of the link. */
  remedy?: { href: Route; label: string };
  children: ReactNode;
};

/** A button that cannot be used now: it stays in its place and in the tab order, says why and links to the reason. */
export function UnusableButton({ look, reason, remedy, children }: UnusableButtonProps) {
  const reasonId = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <button type="button" aria-disabled="true" aria-describedby={reasonId} className={buttonClass(look)}>
        {children}
      </button>
      <p id={reasonId} className="text-13 text-muted">
        {reason}{' '}
        {remedy && (
          <Link prefetch={false} href={remedy.href} className="text-link">
            {remedy.label}
          </Link>
        )}
      </p>
    </div>
  );
}
