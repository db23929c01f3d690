import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { sha256Hex } from '@/lib/core/bytes';
import { cleanName } from '@/lib/core/clean-name';
import { AppError, conflict, limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { OPINION_MB } from '@/lib/core/policy';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import { getWebsite } from '@/lib/websites/get-website';
import { lockWebsiteWithFacts } from '@/lib/websites/lock-website-with-facts';
import type { OpinionAnswer } from './read-opinion';
import { readUploadedOpinion } from './read-uploaded-opinion';
import { OPINION_MAX_BYTES } from './rules/opinion-problem';
import { importOpinionSchema } from './schemas';
import { countOpinions, insertOpinion } from './store';

/** Of one website; each may hold some megabytes. */
export const OPINIONS_MAXIMUM = 20;
const FILE_NAME_LENGTH = 120;

/**
 * Keeps the report of another scanner beside a website's scans. It never changes what our own scan says.
 * @param signal ends the reading when its sender has gone
 * @throws AppError NOT_FOUND; VALIDATION with the reason for a file that is not read; CONFLICT for one that is kept
 *   already; LIMIT_EXCEEDED beyond `OPINIONS_MAXIMUM`
 */
export async function importOpinion(
  context: Context,
  input: unknown,
  signal?: AbortSignal,
): Promise<{ opinionId: string }> {
  const scope = authorise(context, 'opinion.edit');
  const { websiteId, bytes, fileName } = parseInput(importOpinionSchema, input);
  const website = await getWebsite(context, websiteId);
  const read = await readWithinSize(bytes, website.host, signal);
  if (!read.ok) throw refuse(read);
  const { ok: _, ...reading } = read;
  const importedAt = context.clock.now();
  const opinion = {
    ...reading,
    id: newId(importedAt.getTime()),
    websiteId,
    fileName: cleanName(fileName).slice(0, FILE_NAME_LENGTH) || 'report',
    size: bytes.length,
    sha256: sha256Hex(bytes),
    importedById: scope.userId,
    importedAt,
  };
  try {
    await inTransaction(async (tx) => {
      await lockWebsiteWithFacts(tx, scope, websiteId, importedAt);
      if ((await countOpinions(tx, scope, websiteId)) >= OPINIONS_MAXIMUM)
        throw limitExceeded('opinions.tooMany', { values: { maximum: OPINIONS_MAXIMUM } });
      await insertOpinion(tx, scope, opinion);
      const { tool, toolVersion, sha256, counts } = opinion;
      await recordAudit(tx, context, {
        event: 'opinion.imported',
        organizationId: scope.organizationId,
        subject: { type: 'website', id: websiteId },
        after: { tool, toolVersion, fileName: opinion.fileName, sha256, findings: counts.rows },
      });
    });
  } catch (error) {
    throw isUniqueViolation(error, 'SecondOpinion_websiteId_sha256_key')
      ? conflict('opinions.alreadyImported')
      : error;
  }
  return { opinionId: opinion.id };
}

const readWithinSize = (bytes: Uint8Array, host: string, signal?: AbortSignal): Promise<OpinionAnswer> =>
  bytes.length > OPINION_MAX_BYTES
    ? Promise.resolve({ ok: false, reason: 'TOO_LARGE', hosts: [] })
    : readUploadedOpinion(bytes, host, signal);

const refuse = ({ reason, hosts }: Extract<OpinionAnswer, { ok: false }>): AppError =>
  new AppError('VALIDATION', {
    message: 'validation',
    fields: [
      { field: 'file', message: `opinions.problems.${reason}`, values: { hosts, maximum: OPINION_MB } },
    ],
  });
