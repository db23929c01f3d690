import { authorise, type Context } from '@/lib/auth/actor';
import { AppError, notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import type { ThreadTask } from '@/lib/threads/open-thread';
import { runInThread } from '@/lib/threads/run-in-thread';
import { allowUpload } from '../allow-upload';
import { keepProof } from '../keep-proof';
import { lockEditableAppeal } from '../lock-editable-appeal';
import { type ExchangeText, writeExchangeFile } from '../rules/exchange-text';
import { attachExchangeSchema } from '../schemas';
import { listProofs } from '../store';
import type { maskExchange } from './mask-exchange';

const MASK: ThreadTask<typeof maskExchange> = {
  module: 'lib/appeals/exchanges/mask-exchange.ts',
  name: 'maskExchange',
};
/** The longest exchange takes a tenth of a second. */
const LIMITS = { timeLimitMs: 10_000, waitMs: 20_000 };

/**
 * Attaches a request and its response to a finding as proof: kept as a text file, with what is secret in them masked.
 * @throws AppError NOT_FOUND; VALIDATION for what is no request or response; LIMIT_EXCEEDED beyond twenty files; CONFLICT
 *   when it is not the seller's turn
 */
export async function attachExchange(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, findingId, ...pasted } = parseInput(attachExchangeSchema, input);
  await allowUpload(context);
  await requireSentSubmission(database(), scope, submissionId);
  const bytes = new TextEncoder().encode(writeExchangeFile(await maskPasted(pasted)));
  await inTransaction(async (tx) => {
    const { appeal, submission, findings } = await lockEditableAppeal(tx, scope, submissionId);
    const finding = findings.find(({ id }) => id === findingId);
    if (!finding) throw notFound('finding');
    const earlier = (await listProofs(tx, scope, appeal.id, 'SELLER')).filter(
      (proof) => proof.findingId === findingId,
    );
    await keepProof(tx, context, scope, {
      appealId: appeal.id,
      assetId: submission.assetId,
      kind: 'EXCHANGE',
      side: 'SELLER',
      findingId,
      fileName: `http-${finding.number}-${earlier.length + 1}.txt`,
      contentType: 'text/plain; charset=utf-8',
      bytes,
    });
  });
}

async function maskPasted(pasted: ExchangeText): Promise<ExchangeText> {
  const answer = await runInThread(MASK, [pasted], LIMITS);
  if (!answer.ok) throw unreadable('request', 'appeals.exchange.TOO_LONG_TO_READ');
  if (!answer.value.ok) throw unreadable(answer.value.field, `appeals.exchange.${answer.value.problem}`);
  return answer.value;
}

const unreadable = (field: keyof ExchangeText, message: string) =>
  new AppError('VALIDATION', { message: 'validation', fields: [{ field, message }] });
