import type { ReactNode } from 'react';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { CallLinks } from './call-links';
import { ItemReason } from './item-reason';
import { ItemPill } from './run-pill';

type ItemRowProps = { item: RunItem; calls: RunDetails['calls']; name: ReactNode };

/** One case or step: its name and its state, its calls, and why it failed or was not run. */
export function ItemRow({ item, calls, name }: ItemRowProps) {
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        {name}
        <ItemPill state={item.state} />
      </div>
      <CallLinks messageIds={item.messageIds} calls={calls} />
      <ItemReason item={item} calls={calls} />
    </li>
  );
}
