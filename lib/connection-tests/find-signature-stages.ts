import type { OrganizationScope } from '@/lib/auth/actor';
import { type Clock, SECOND_MS } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import type { AttemptRecord, MaskedMessage } from '@/lib/messages/message-record';
import { readableText } from '@/lib/messages/readable-text';
import { requireMessage } from '@/lib/messages/require-message';
import { findHiddenValues } from '@/lib/messages/rules/find-hidden-values';
import { compareStages, type SignatureStages } from '@/lib/response-checks/signature/compare-stages';
import type { ThreadTask } from '@/lib/threads/open-thread';
import { runInThread } from '@/lib/threads/run-in-thread';
import { decodedResponse } from './decoded-response';
import type { compareCalculations } from './engine/compare-calculations';
import { openAccessKeys } from './keys/access-keys';

const COMPARE: ThreadTask<typeof compareCalculations> = {
  module: 'lib/connection-tests/engine/compare-calculations.ts',
  name: 'compareCalculations',
};
/** A page waits for it: what takes longer is not shown. */
const TIME_LIMIT_MS = 3 * SECOND_MS;

/** Whether there may be a calculation to show, told without opening anything. */
export const mayHaveStages = ({ checks, explanations }: Pick<AttemptRecord, 'checks' | 'explanations'>) =>
  explanations.some(({ code }) => code === 'SELLER_MISTAKE') ||
  checks.some(
    ({ code, state }) =>
      /^BODY_SIGN_(MISMATCH|OLD_KEY)$/.test(code) && state !== 'pass' && state !== 'not-run',
  );

/**
 * The calculation behind a wrong signature of a message's newest attempt beside the right one, as far as this reader
 * may see it: for whoever reads it masked. No key leaves this function.
 * @returns null where there is none to show, it takes too long, or the keys of then are gone
 */
export async function findSignatureStages(
  db: Database,
  scope: OrganizationScope,
  {
    id,
    assetId,
    attempt,
  }: Pick<MaskedMessage, 'id' | 'assetId'> & { attempt: Pick<AttemptRecord, 'checks' | 'explanations'> },
  clock: Clock,
): Promise<SignatureStages | null> {
  if (!mayHaveStages(attempt)) return null;
  const exact = (await requireMessage(db, scope, id)).attempt;
  return exact && stagesOfAttempt(db, scope, { assetId, exact, isRevealed: false }, clock);
}

/** The same of an attempt that is at hand byte for byte; `isRevealed` to somebody who has asked for its exact bytes. */
export async function stagesOfAttempt(
  db: Database,
  scope: OrganizationScope,
  { assetId, exact, isRevealed }: { assetId: string; exact: AttemptRecord; isRevealed: boolean },
  clock: Clock,
): Promise<SignatureStages | null> {
  if (!mayHaveStages(exact)) return null;
  const { current, previous } = await openAccessKeys(db, scope, assetId, clock.now());
  const keys = [...[current.BASIC, current.KIT].flatMap((key) => (key.ok ? [key.value] : [])), ...previous];
  const { url, requestBody, requestHead, responseBody, responseHead, checks, explanations } = exact;
  const attempt = { url, requestHead, requestBody, responseHead, checks, explanations };
  const response = await decodedResponse(exact);
  const comparing = await runInThread(COMPARE, [{ ...attempt, response }, keys], {
    timeLimitMs: TIME_LIMIT_MS,
  });
  const compared = comparing.ok ? comparing.value : null;
  if (!compared) return null;
  if (isRevealed) return compareStages(compared, keys, { isRevealed });
  const texts = [
    await readableText(requestBody, requestHead),
    responseBody && (await readableText(responseBody, responseHead ?? [])),
  ];
  return compareStages(compared, keys, { isRevealed, secrets: [...findHiddenValues(url, texts), ...keys] });
}
