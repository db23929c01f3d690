import { useTranslations } from 'next-intl';
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
  const entries = [...transitions].reverse().map(({ sequence, event, to, actorLabel, reasonCode, at }) => ({
    key: String(sequence),
    at,
    tone: TONES[to],
    text: (
      <>
        {textOr(t, `events.${event}`, event)}
        <span className="text-muted">
          {' · '}
          {textOr(t, `actors.${actorLabel}`, actorLabel)}
        </span>
        {reasonCode !== null && (
          <span className="block text-13 text-muted">{textOr(t, `reasons.${reasonCode}`, reasonCode)}</span>
        )}
      </>
    ),
  }));
  return <Timeline entries={entries} />;
}
