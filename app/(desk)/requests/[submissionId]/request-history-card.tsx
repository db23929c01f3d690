import { useTranslations } from 'next-intl';
import { Timeline } from '@/app/components/timeline';
import type { Tone } from '@/app/components/tone';
import { madeKey } from '@/lib/i18n/made-key';
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
  // Somebody may have the name of a part of the program: only who has no id is one.
  const nameActor = ({ actorId, actorLabel }: TransitionRecord) =>
    actorId === null ? t(madeKey(t, `actors.${actorLabel}`)) : actorLabel;
  const entries = [...transitions].reverse().map((transition) => ({
    key: String(transition.sequence),
    at: transition.at,
    tone: TONES[transition.to],
    text: (
      <>
        {t(madeKey(t, `events.${transition.event}`))}
        <span className="text-muted">
          {' · '}
          {nameActor(transition)}
        </span>
        {transition.reasonCode !== null && (
          <span className="block text-13 text-muted">
            {t(madeKey(t, `reasons.${transition.reasonCode}`))}
          </span>
        )}
      </>
    ),
  }));
  return <Timeline entries={entries} />;
}
