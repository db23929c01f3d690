import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Glyph } from './glyph';
import { StatusPill } from './status-pill';

export type Task = {
  key: string;
  href: Route;
  title: string;
  /** One line: what it is about, or what is in its way. */
  detail: ReactNode;
  status: 'NOT_STARTED' | 'IN_PROGRESS' | 'BLOCKED' | 'FINDINGS' | 'COMPLETE';
};

/** The sections of a piece of work, each a link with its own state. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul className="divide-y divide-line">
      {tasks.map((task) => (
        <li key={task.key} className="relative flex items-center gap-4 px-4 py-3 hover:bg-hover">
          <div className="min-w-0 flex-1">
            <Link
              prefetch={false}
              href={task.href}
              className="font-medium after:absolute after:inset-0 after:rounded-8"
            >
              {task.title}
            </Link>
            <div className="text-13 text-muted">{task.detail}</div>
          </div>
          <StatusPill status={task.status} />
          <Glyph icon={ChevronRight} className="text-muted max-sm:hidden" />
        </li>
      ))}
    </ul>
  );
}
