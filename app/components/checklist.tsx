import type { ReactNode } from 'react';
import { type ShownStatus, StatusPill } from './status-pill';

export type ChecklistItem = {
  key: string;
  label: ReactNode;
  /** One line: what was found, or why it was not tested. */
  detail?: ReactNode;
  status: ShownStatus;
};

/** Rows that fill in: a name, a verdict each and one line of why. */
export function Checklist({ items }: { items: readonly ChecklistItem[] }) {
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li
          key={item.key}
          className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2"
        >
          <div className="min-w-0 flex-1 basis-48">
            <div className="font-medium">{item.label}</div>
            {item.detail !== undefined && <div className="text-13 text-muted">{item.detail}</div>}
          </div>
          <StatusPill status={item.status} />
        </li>
      ))}
    </ul>
  );
}
