import type { OwnScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { NoticeMode } from '../rules/subjects';

/** What a person has chosen, by subject. */
export async function findPreferences(db: Database, scope: OwnScope): Promise<Map<string, NoticeMode>> {
  const rows = await db.noticePreference.findMany({ where: { userId: scope.userId } });
  return new Map(rows.map(({ subject, mode }) => [subject, mode]));
}

export async function putPreferences(
  tx: Transaction,
  { userId }: Pick<OwnScope, 'userId'>,
  modes: Iterable<readonly [subject: string, mode: NoticeMode]>,
): Promise<void> {
  for (const [subject, mode] of modes)
    await tx.noticePreference.upsert({
      where: { userId_subject: { userId, subject } },
      create: { userId, subject, mode },
      update: { mode },
    });
}

/** For whoever holds a sealed token that names this person and these subjects. */
export const switchOff = (tx: Transaction, userId: string, subjects: readonly string[]): Promise<void> =>
  putPreferences(
    tx,
    { userId },
    subjects.map((subject) => [subject, 'OFF']),
  );
