import { Ban, Check, CircleDashed, Hourglass, LoaderCircle, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill, type PillLook } from '@/app/components/pill';
import type { RunSummary } from '@/lib/connection-tests/get-connection-runs';
import type { ItemState } from '@/lib/response-checks/test-item';

const ITEMS: Record<ItemState, PillLook> = {
  WAITING: { tone: 'neutral', icon: Hourglass },
  RUNNING: { tone: 'progress', icon: LoaderCircle, isSpinning: true },
  PASSED: { tone: 'success', icon: Check },
  WARNED: { tone: 'success', icon: TriangleAlert },
  FAILED: { tone: 'attention', icon: OctagonAlert },
  NOT_RUN: { tone: 'neutral', icon: CircleDashed },
};

const RUNS: Record<RunSummary['status'], PillLook> = {
  QUEUED: { tone: 'progress', icon: Hourglass },
  RUNNING: { tone: 'progress', icon: LoaderCircle, isSpinning: true },
  FINISHED: { tone: 'success', icon: Check },
  CANCELLED: { tone: 'neutral', icon: Ban },
};

/** The state of one item of a run, as colour, icon and word. */
export function ItemPill({ state }: { state: ItemState }) {
  const t = useTranslations('connection-run.state');
  return <Pill {...ITEMS[state]}>{t(state)}</Pill>;
}

/** The state of a run; a finished one with a failure needs somebody. */
export function RunPill({ run }: { run: Pick<RunSummary, 'status' | 'tally'> }) {
  const t = useTranslations('connection-run');
  if (run.status === 'FINISHED' && run.tally.failed > 0) return <ItemPill state="FAILED" />;
  return <Pill {...RUNS[run.status]}>{t(`status.${run.status}`)}</Pill>;
}
