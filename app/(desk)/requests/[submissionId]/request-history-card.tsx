import { useTranslations } from 'next-intl';
import { useActorName } from '@/app/(desk)/use-actor-name';
import { Timeline } from '@/app/components/timeline';
import type { Tone } from '@/app/components/tone';
import { textOr } from '@/lib/i18n/text-or';
import type { TransitionRecord } from '@/lib/submissions/store';

const TONES: Partial<Record<TransitionRecord['to'], Tone>> = {
  SCANNING: 'progress',
  REVIEWING: 'progress',
  APPROVED: 'success',
  REJECTED: 'attention',
};

/** Every change of status with who caused it and why, newest first. */
export function RequestHistoryCard({ transitions }: { transitions: readonly TransitionRecord[] }) {
  const t = useTranslations('requests');
  const nameActor = useActorName();
  const entries = [...transitions].reverse().map((transition) => ({
    key: String(transition.sequence),
    at: transition.at,
    tone: TONES[transition.to],
    text: (
      <>
        {textOr(t, `events.${transition.event}`, transition.event)}
        <span className="text-muted">
          {' · '}
          {nameActor(transition)}
        </span>
        {transition.reasonCode !== null && (
          <span className="block text-13 text-muted">
            {textOr(t, `reasons.${transition.reasonCode}`, transition.reasonCode)}
          </span>
        )}
      </>
    ),
  }));
  return <Timeline entries={entries} />;
}
