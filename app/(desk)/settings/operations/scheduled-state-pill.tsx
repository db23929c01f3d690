import { Check, CircleAlert, CircleDashed, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill } from '@/app/components/pill';
import type { Tone } from '@/app/components/tone';
import type { ScheduledRow } from '@/lib/jobs/get-operations';

const LOOKS: Record<ScheduledRow['state'], { tone: Tone; icon: LucideIcon }> = {
  NEVER: { tone: 'neutral', icon: CircleDashed },
  RUNNING: { tone: 'progress', icon: LoaderCircle },
  FAILED: { tone: 'danger', icon: CircleAlert },
  DONE: { tone: 'success', icon: Check },
};

/** How the newest run of scheduled work went. */
export function ScheduledStatePill({ state }: Pick<ScheduledRow, 'state'>) {
  const t = useTranslations('settings.operations.states');
  return (
    <Pill {...LOOKS[state]} isSpinning={state === 'RUNNING'}>
      {t(state)}
    </Pill>
  );
}
