import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Glyph } from './glyph';

type EmptyStateProps = {
  icon: LucideIcon;
  /** What will appear here. */
  title: string;
  children: ReactNode;
  /** One action. */
  action?: ReactNode;
};

/** Nothing here yet: what will appear, and the one thing to do. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="grid size-11 place-items-center rounded-8 border border-line bg-sunken text-muted">
        <Glyph icon={icon} size={20} />
      </span>
      <h2 className="text-16 font-semibold">{title}</h2>
      <div className="max-w-[52ch] text-muted">{children}</div>
      {action !== undefined && <div className="pt-1">{action}</div>}
    </div>
  );
}
