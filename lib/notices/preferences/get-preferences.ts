import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { DEFAULT_ZONE } from '@/lib/i18n/time-zones';
import {
  defaultMode,
  isSwitchable,
  type NoticeMode,
  type NoticeSubject,
  subjectsFor,
} from '../rules/subjects';
import { findReader } from '../store';
import { findPreferences } from './store';

/** How one hears of a subject; `isChosen` tells it from the role's default. */
export type SubjectPreference = {
  subject: NoticeSubject;
  mode: NoticeMode;
  isChosen: boolean;
  isSwitchable: boolean;
};

/** How one hears of what concerns one, and the zone of the digest's hour. */
export async function getPreferences(
  context: Context,
): Promise<{ subjects: SubjectPreference[]; zone: string }> {
  const scope = authoriseOwn(context);
  const { actor } = context;
  const person = actor.kind === 'person' ? actor : null;
  const role = person?.membership?.role ?? null;
  const db = database();
  const [chosen, reader] = await Promise.all([findPreferences(db, scope), findReader(db, scope.userId)]);
  const subjects = subjectsFor(role, person?.platformRoles ?? []).map((subject) => ({
    subject,
    mode: (isSwitchable(subject) ? chosen.get(subject) : undefined) ?? defaultMode(subject, role),
    isChosen: chosen.has(subject),
    isSwitchable: isSwitchable(subject),
  }));
  return { subjects, zone: reader?.zone ?? DEFAULT_ZONE };
}
