import type { Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { DEFAULT_ZONE } from '@/lib/i18n/time-zones';
import { inboxScope } from '../inbox/inbox-scope';
import {
  defaultMode,
  isSwitchable,
  type NoticeMode,
  type NoticeSubject,
  placesOfChoice,
  subjectsFor,
} from '../rules/subjects';
import { findReader } from '../store';
import { type Choice, findPreferences } from './store';

/** How one hears of a subject; `isChosen` tells it from the role's default. */
export type SubjectPreference = {
  subject: NoticeSubject;
  mode: NoticeMode;
  isChosen: boolean;
  isSwitchable: boolean;
};

/** How one hears of what concerns one in the organization that one works in, and the zone of the digest's hour. */
export async function getPreferences(
  context: Context,
): Promise<{ subjects: SubjectPreference[]; zone: string }> {
  const scope = inboxScope(context);
  const { actor } = context;
  const person = actor.kind === 'person' ? actor : null;
  const role = person?.membership?.role ?? null;
  const db = database();
  const [chosen, reader] = await Promise.all([findPreferences(db, scope), findReader(db, scope.userId)]);
  const subjects = subjectsFor(role, person?.platformRoles ?? []).map((subject) => {
    const [place = null] = placesOfChoice(subject, scope);
    const choice = isSwitchable(subject) ? findChoice(chosen, place, subject) : undefined;
    return {
      subject,
      mode: choice ?? defaultMode(subject, role),
      isChosen: choice !== undefined,
      isSwitchable: isSwitchable(subject),
    };
  });
  return { subjects, zone: reader?.zone ?? DEFAULT_ZONE };
}

const findChoice = (
  chosen: readonly Choice[],
  place: string | null,
  subject: NoticeSubject,
): NoticeMode | undefined =>
  chosen.find((one) => one.organizationId === place && one.subject === subject)?.mode;
