import {
  Ban,
  Check,
  CircleDashed,
  CircleDotDashed,
  CircleSlash,
  Clock,
  Eye,
  Hourglass,
  LoaderCircle,
  OctagonAlert,
  PencilLine,
  ShieldCheck,
  ShieldX,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill, type PillLook } from './pill';

/** Every state that a pill can show, of submissions, scans, websites, sections and connection cases; words in `common.status`. */
export const LOOKS = {
  DRAFT: { tone: 'neutral', icon: PencilLine },
  SCANNING: { tone: 'progress', icon: LoaderCircle, isSpinning: true },
  APPROVED: { tone: 'success', icon: ShieldCheck },
  REJECTED: { tone: 'attention', icon: ShieldX },
  REVIEWING: { tone: 'progress', icon: Eye },
  WITHDRAWN: { tone: 'neutral', icon: Undo2 },
  SUPERSEDED: { tone: 'neutral', icon: CircleSlash },
  QUEUED: { tone: 'progress', icon: Hourglass },
  RUNNING: { tone: 'progress', icon: LoaderCircle, isSpinning: true },
  FINISHED: { tone: 'success', icon: Check },
  SCANNED: { tone: 'neutral', icon: Check },
  SCANNED_WITH_FINDINGS: { tone: 'neutral', icon: OctagonAlert },
  INCOMPLETE: { tone: 'attention', icon: CircleDotDashed },
  FAILED: { tone: 'attention', icon: OctagonAlert },
  CANCELLED: { tone: 'neutral', icon: Ban },
  EXPIRED: { tone: 'neutral', icon: Clock },
  PENDING: { tone: 'attention', icon: CircleDashed },
  VERIFIED: { tone: 'success', icon: ShieldCheck },
  NOT_STARTED: { tone: 'neutral', icon: CircleDashed },
  IN_PROGRESS: { tone: 'progress', icon: CircleDotDashed },
  BLOCKED: { tone: 'attention', icon: TriangleAlert },
  COMPLETE: { tone: 'success', icon: Check },
  NOTHING_TO_TEST: { tone: 'neutral', icon: CircleSlash },
  NOT_TESTED: { tone: 'neutral', icon: CircleSlash },
  PASSED: { tone: 'success', icon: Check },
  CLEAN: { tone: 'success', icon: Check },
  FINDINGS: { tone: 'attention', icon: OctagonAlert },
} satisfies Record<string, PillLook>;

export type ShownStatus = keyof typeof LOOKS;

/** A status as colour, icon and word. */
export function StatusPill({ status }: { status: ShownStatus }) {
  const t = useTranslations('common.status');
  return <Pill {...LOOKS[status]}>{t(status)}</Pill>;
}
