import {
  Check,
  CircleDashed,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  OctagonAlert,
  RotateCw,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ShownState } from '@/lib/connection-tests/rules/shown-state';
import { Pill } from '../../../../components/pill';
import type { Tone } from '../../../../components/tone';

const LOOKS: Record<ShownState, { tone: Tone; icon: LucideIcon; isSpinning?: boolean }> = {
  PASSED: { tone: 'success', icon: Check },
  FAILED: { tone: 'attention', icon: OctagonAlert },
  OUTDATED: { tone: 'neutral', icon: RotateCw },
  NOT_RUN: { tone: 'neutral', icon: CircleDashed },
  WAITING: { tone: 'progress', icon: Hourglass },
  RUNNING: { tone: 'progress', icon: LoaderCircle, isSpinning: true },
};

/** The state of a case, as colour, icon and word. */
export function CasePill({ state }: { state: ShownState }) {
  const t = useTranslations('connection.state');
  return <Pill {...LOOKS[state]}>{t(state)}</Pill>;
}
