import type { Route } from 'next';
import Link from 'next/link';
import { classNames } from './class-names';
import { PendingMark } from './pending-mark';
import { ScrolledNav } from './scrolled-nav';

export type Tab = { href: Route; label: string; count?: number; isCurrent: boolean };

/** Tabs that are links: each has a URL, and back works. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <ScrolledNav
      label={label}
      className="mb-6 overflow-x-auto border-b border-line"
      current={tabs.find(({ isCurrent }) => isCurrent)?.href ?? ''}
    >
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              prefetch={false}
              href={tab.href}
              aria-current={tab.isCurrent ? 'page' : undefined}
              className={classNames(
                'flex min-h-10 items-center gap-2 border-b-2 px-3 whitespace-nowrap -outline-offset-2',
                tab.isCurrent
                  ? 'border-accent font-medium text-text'
                  : 'border-transparent text-muted hover:border-edge hover:text-text',
              )}
            >
              {tab.label}
              <PendingMark />
              {tab.count !== undefined && (
                <span className="rounded-full bg-neutral-quiet px-1.5 text-12 text-neutral tabular-nums">
                  {tab.count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </ScrolledNav>
  );
}
