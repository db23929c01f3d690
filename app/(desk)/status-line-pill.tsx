import {
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
import type { StatusLine, StatusLineCode } from '@/lib/submissions/rules/status-line';
import { Pill } from '../components/pill';

export const STATUS_LINE_ICONS: Record<StatusLineCode, LucideIcon> = {
  NOT_READY: ListTodo,
  SELF_CHECK: LoaderCircle,
  RETURNED: Undo2,
  WILL_BE_REJECTED: TriangleAlert,
  READY: Send,
  SCANNING: LoaderCircle,
  REVIEWING: Eye,
  REJECTED: ShieldX,
  PARTLY_ACCEPTED: ShieldX,
  APPROVED: ShieldCheck,
  SCAN_EXPIRED: Clock,
  INTERFACE_BROKEN: PlugZap,
  NOT_RELEASABLE: ShieldAlert,
  REPLACED: CircleSlash,
};

/** The status line of an asset or a request as colour, icon and words. */
export function StatusLinePill({ line }: { line: StatusLine }) {
  const t = useTranslations('status-line');
  return (
    <Pill tone={line.tone} icon={STATUS_LINE_ICONS[line.code]} isSpinning={line.turn === 'system'}>
      {t(`${line.code}.label`, line.values)}
    </Pill>
  );
}
