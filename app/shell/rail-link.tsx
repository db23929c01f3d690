'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { classNames } from '@/app/components/class-names';
import { PendingMark } from '@/app/components/pending-mark';
import { RAIL_ITEM } from './rail-style';

type RailLinkProps = {
  href: Route;
  icon: ReactNode;
  label: string;
  /** Current on this very page only, not on the pages below it. */
  isExact?: boolean;
};

/** One place of the desk; it knows whether the reader is there. */
export function RailLink({ href, icon, label, isExact = false }: RailLinkProps) {
  const path = usePathname();
  const isCurrent = path === href || (!isExact && path.startsWith(`${href}/`));
  return (
    <li>
      <Link
        prefetch={false}
        href={href}
        aria-current={isCurrent ? 'page' : undefined}
        className={classNames(
          RAIL_ITEM,
          isCurrent && 'bg-accent-quiet font-medium text-accent! hover:bg-accent-quiet',
        )}
      >
        {icon}
        <span className="desk-rail-word">{label}</span>
        <PendingMark />
      </Link>
    </li>
  );
}
