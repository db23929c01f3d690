import { useTranslations } from 'next-intl';
import { Timeline } from '@/app/components/timeline';
import type { Tone } from '@/app/components/tone';
import { hasText, madeKey } from '@/lib/i18n/made-key';
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
        {t(madeKey(t, `events.${event}`))}
        <span className="text-muted">
          {' · '}
          {hasText(t, `actors.${actorLabel}`) ? t(madeKey(t, `actors.${actorLabel}`)) : actorLabel}
        </span>
        {reasonCode !== null && (
          <span className="block text-13 text-muted">{t(madeKey(t, `reasons.${reasonCode}`))}</span>
        )}
      </>
    ),
  }));
  return <Timeline entries={entries} />;
}
