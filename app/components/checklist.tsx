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
          className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-4 px-4 py-2"
        >
          <div className="font-medium">{item.label}</div>
          <div className="sm:row-span-2">
            <StatusPill status={item.status} />
          </div>
          {item.detail !== undefined && (
            <div className="text-13 wrap-anywhere text-muted max-sm:col-span-full max-sm:pt-1">
              {item.detail}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
