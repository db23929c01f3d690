import { lockStoredFile } from '@/lib/appeals/for-other-rooms';
import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import packageFile from '@/package.json';
import { passportContent } from './passport-content';
import { passportFiles } from './passport-files';
import { findPassportSubject, type PassportSubject } from './passport-subject';
import type { ManifestFacts } from './rules/manifest';
import { passportOfSchema } from './schemas';
import { findNames, findPassports, insertPassport, type PassportRecord } from './store';
import { takeSigningKey } from './take-signing-key';
import { writePassport } from './write-passport';

/**
 * Makes the next version of a submission's passport: everything that was judged up to the newest change of its status.
 * Told twice of the same change, or of one that another has followed, it does nothing: that one makes its own.
 */
export async function makePassport(context: Context, input: unknown): Promise<void> {
  const platform = authoriseSystem(context);
  const { submissionId } = parseInput(passportOfSchema, input);
  const subject = await findPassportSubject(database(), platform, submissionId);
  if (!subject) return;
  const { scope, submission, last } = subject;
  const [previous = null] = await findPassports(database(), scope, submission.id);
  if (previous?.sequence === last.sequence) return;
  const key = await takeSigningKey(context);
  const files = passportFiles();
  const facts = await readFacts(subject, previous);
  const stored = await files.put(writePassport(passportContent(subject, files), facts, key));
  await inTransaction(async (tx) => {
    const now = await findPassportSubject(tx, platform, submissionId);
    if (now?.last.sequence !== last.sequence) return;
    await lockStoredFile(tx, scope, stored.key);
    // The collector may have taken an old file of the same bytes between the writing and the lock.
    if (!(await files.has(stored.key))) throw new TypeError('the archive is gone before it was noted');
    const at = context.clock.now();
    await insertPassport(tx, scope, {
      id: newId(at.getTime()),
      organizationId: scope.organizationId,
      submissionId: submission.id,
      ...{ version: facts.version, sequence: last.sequence, event: last.event, at: last.at, madeAt: at },
      ...{ storageKey: stored.key, sha256: stored.sha256, size: stored.size },
      keyFingerprint: key.fingerprint,
    });
    await recordAudit(tx, context, {
      event: 'passport.made',
      organizationId: scope.organizationId,
      subject: { type: 'submission', id: submission.id },
      assetId: submission.assetId,
      after: { version: facts.version, sha256: stored.sha256, size: stored.size },
    });
  });
}

async function readFacts(
  { scope, submission, last, scans }: PassportSubject,
  previous: PassportRecord | null,
): Promise<ManifestFacts> {
  const { organizationName, assetName } = await findNames(database(), scope, submission.assetId);
  const versions = scans.flatMap(({ engineVersion, result }) => [
    ...(engineVersion === null ? [] : [['engine', engineVersion]]),
    ...(result?.checkVersions ?? []).map(({ id, version }) => [id, String(version)]),
  ]);
  return {
    software: { name: packageFile.name, version: packageFile.version },
    organization: { id: scope.organizationId, name: organizationName },
    asset: { id: submission.assetId, name: assetName },
    submission: {
      id: submission.id,
      number: submission.number,
      submittedAt: submission.submittedAt?.toISOString() ?? null,
    },
    version: (previous?.version ?? 0) + 1,
    ...{ event: last.event, status: last.to, at: last.at.toISOString() },
    previous: previous && { version: previous.version, sha256: previous.sha256 },
    versions: Object.fromEntries(versions),
  };
}
