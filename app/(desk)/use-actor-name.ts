import { useTranslations } from 'next-intl';
import { textOr } from '@/lib/i18n/text-or';

/** Names who did something: a person, or a part of the program by its id-less label. */
export function useActorName(): (actor: { actorId: string | null; actorLabel: string }) => string {
  const t = useTranslations('requests.actors');
  // Somebody may have the name of a part of the program: only who has no id is one.
  return ({ actorId, actorLabel }) => (actorId === null ? textOr(t, actorLabel, actorLabel) : actorLabel);
}
