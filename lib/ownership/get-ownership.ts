import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findUserNames } from '@/lib/people/for-other-rooms';
import { readWebsite } from '@/lib/websites/lock-website-with-facts';
import { CURRENT_AGREEMENT } from './rules/agreement';
import { VERIFICATION_FILE_NAME, verificationContent } from './rules/verification-file';
import { type Attempt, type Challenge, findAcceptance, findChallenge, findLastAttempt } from './store';

export type ShownFile = Omit<Challenge, 'token'> & {
  name: string;
  /** Where it has to be found. */
  url: string;
  content: string;
  isExpired: boolean;
};

export type Ownership = {
  /** Null until the first file was made. */
  file: ShownFile | null;
  /** The latest check; `isOfThisFile` is false for one of a file that was replaced since. */
  lastAttempt: (Attempt & { byName: string | null; isOfThisFile: boolean }) | null;
  agreement: { version: typeof CURRENT_AGREEMENT; acceptedBy: string | null; acceptedAt: Date | null };
};

/** How far the proof of a website's ownership is. @throws AppError NOT_FOUND */
export async function getOwnership(context: Context, websiteId: string): Promise<Ownership> {
  const scope = authorise(context, 'website.view');
  const db = database();
  const website = await readWebsite(db, scope, websiteId);
  const [challenge, attempt, acceptance] = await Promise.all([
    findChallenge(db, website),
    findLastAttempt(db, website),
    findAcceptance(db, website, CURRENT_AGREEMENT),
  ]);
  const ids = [attempt?.startedById, acceptance?.acceptedById].filter((id) => typeof id === 'string');
  const names = await findUserNames(db, scope, ids);
  const readName = (id: string | null | undefined): string | null => (id ? (names.get(id) ?? null) : null);
  return {
    file: challenge && describeFile(challenge, website, context.clock.now()),
    lastAttempt: attempt && {
      ...attempt,
      byName: readName(attempt.startedById),
      isOfThisFile: attempt.challengeId === challenge?.id,
    },
    agreement: {
      version: CURRENT_AGREEMENT,
      acceptedBy: readName(acceptance?.acceptedById),
      acceptedAt: acceptance?.acceptedAt ?? null,
    },
  };
}

function describeFile(challenge: Challenge, website: { origin: string; host: string }, now: Date): ShownFile {
  const { token, ...shown } = challenge;
  return {
    ...shown,
    name: VERIFICATION_FILE_NAME,
    url: `${website.origin}/${VERIFICATION_FILE_NAME}`,
    content: verificationContent(token, website.host),
    isExpired: now >= challenge.expiresAt,
  };
}
