import {
  CircleHelp,
  CircleSlash,
  Clock,
  Eye,
  ListTodo,
  LoaderCircle,
  type LucideIcon,
  PlugZap,
  Send,
  ShieldAlert,
  ShieldCheck,
  ShieldX,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill } from '@/app/components/pill';
import type { StatusLine, StatusLineCode } from '@/lib/submissions/rules/status-line';

export const STATUS_LINE_ICONS: Record<StatusLineCode, LucideIcon> = {
  NOT_READY: ListTodo,
  SELF_CHECK: LoaderCircle,
  RETURNED: Undo2,
  WILL_BE_REJECTED: TriangleAlert,
  READY: Send,
  SCANNING: LoaderCircle,
  REVIEWING: Eye,
  REJECTED: ShieldX,
  QUESTIONED: CircleHelp,
  TO_ANSWER: ShieldX,
  FINALLY_REJECTED: ShieldX,
  APPROVED: ShieldCheck,
  SCAN_EXPIRED: Clock,
  INTERFACE_BROKEN: PlugZap,
  NOT_RELEASABLE: ShieldAlert,
  REPLACED: CircleSlash,
};

/** A status line in the reader's words, as rows have it that are handed to the browser as data. */
export type ShownLine = Pick<StatusLine, 'code' | 'tone' | 'turn'> & { label: string };

/** Writes status lines. */
export function useStatusLines(): (line: StatusLine) => ShownLine {
  const t = useTranslations('status-line');
  return ({ code, tone, turn, values }) => ({ code, tone, turn, label: t(`${code}.label`, values) });
}

/** A status line that is written already, as colour, icon and words. */
export const LinePill = ({ line: { code, tone, turn, label } }: { line: ShownLine }) => (
  <Pill tone={tone} icon={STATUS_LINE_ICONS[code]} isSpinning={turn === 'system'}>
    {label}
  </Pill>
);

/** The status line of an asset or a request. */
export function StatusLinePill({ line }: { line: StatusLine }) {
  const show = useStatusLines();
  return <LinePill line={show(line)} />;
}
