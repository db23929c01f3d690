import { Check, CircleDashed, Hourglass, LoaderCircle, OctagonAlert, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill, type PillLook } from '@/app/components/pill';
import type { LiveState } from '@/lib/connection-tests/rules/live-state';

const LOOKS: Record<LiveState, PillLook> = {
  PASSED: { tone: 'success', icon: Check },
  FAILED: { tone: 'attention', icon: OctagonAlert },
  OUTDATED: { tone: 'neutral', icon: RotateCw },
  NOT_RUN: { tone: 'neutral', icon: CircleDashed },
  WAITING: { tone: 'progress', icon: Hourglass },
  RUNNING: { tone: 'progress', icon: LoaderCircle, isSpinning: true },
};

/** The state of a case, as colour, icon and word. */
export function CasePill({ state }: { state: LiveState }) {
  const t = useTranslations('connection.state');
  return <Pill {...LOOKS[state]}>{t(state)}</Pill>;
}
