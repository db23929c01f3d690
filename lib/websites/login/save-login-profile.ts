import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { editConflict } from '@/lib/core/edit-conflict';
import { AppError, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { findUserNames } from '@/lib/people/for-other-rooms';
import { gatherWebsiteFacts, requireNoBlocker } from '../gather-website-facts';
import { loginDifference, pickPlainProfile } from '../rules/login-difference';
import {
  type LoginProfileDraft,
  type LoginSecrets,
  mergeSecrets,
  normaliseProfile,
  profileProblems,
} from '../rules/login-profile';
import { saveLoginProfileSchema } from '../schemas';
import { lockWebsite } from '../store';
import { readSecrets, sealSecrets } from './secrets';
import { findLoginProfile, type LoginProfile, upsertLoginProfile } from './store';

/**
 * Saves how a scan logs in. An empty secret keeps the stored one; another mode, or a header left out, drops it.
 * Every save makes the last try void: it was of other settings.
 * @param input `saveLoginProfileSchema`; `version` 0 where nothing was saved before
 * @throws AppError VALIDATION by field; PRECONDITION_FAILED for an unverified or running website; CONFLICT with both
 *   values of each field that somebody else changed, never a secret
 */
export async function saveLoginProfile(context: Context, input: unknown): Promise<{ version: number }> {
  const scope = authorise(context, 'login-profile.edit');
  const { websiteId, version, ...typed } = parseInput(saveLoginProfileSchema, input);
  return inTransaction(async (tx) => {
    const website = await lockWebsite(tx, scope, websiteId);
    const now = context.clock.now();
    requireNoBlocker('editLogin', await gatherWebsiteFacts(tx, scope, website, now));
    const stored = await findLoginProfile(tx, website);
    const draft = normaliseProfile(typed, website.origin);
    if ((stored?.version ?? 0) !== version)
      throw editConflict('websites.changedMeanwhile', {
        version: stored?.version ?? 0,
        changedBy:
          stored && ((await findUserNames(tx, scope, [stored.updatedById])).get(stored.updatedById) ?? null),
        fields: stored ? loginDifference(pickPlainProfile(draft), pickPlainProfile(stored)) : [],
      });

    const known = await knownSecrets(stored);
    const fields = profileProblems(draft, website.origin, known ?? {});
    if (fields.length > 0) throw toProfileError(fields, known);
    const secrets = mergeSecrets(draft, known ?? {});
    const sealed = await sealSecrets(websiteId, secrets, configuration().ENCRYPTION_KEYS);
    const next = {
      ...pickPlainProfile(draft),
      sealed,
      version: version + 1,
      updatedById: scope.userId,
      updatedAt: now,
    };
    await upsertLoginProfile(tx, website, next);
    await recordAudit(tx, context, {
      event: 'website.loginSaved',
      organizationId: scope.organizationId,
      subject: { type: 'website', id: websiteId },
      before: stored && pickPlainProfile(stored),
      after: { ...pickPlainProfile(draft), newSecrets: typedSecrets(draft) },
    });
    return { version: next.version };
  });
}

/** The stored secrets; null where they can no longer be read. */
async function knownSecrets(stored: LoginProfile | null): Promise<LoginSecrets | null> {
  if (!stored) return {};
  const read = await readSecrets(stored, configuration().ENCRYPTION_KEYS);
  return read.ok ? read.secrets : null;
}

/** Missing secrets have another reason, and another sentence, where stored ones cannot be read. */
const toProfileError = (fields: AppError['details']['fields'], known: LoginSecrets | null): AppError =>
  known
    ? new AppError('VALIDATION', { message: 'codes.VALIDATION', fields })
    : preconditionFailed('websites.login.secretsUnreadable', { fields });

/** Which secrets were typed, by name: what the audit may know of them. */
const typedSecrets = ({ password, cookies, headers }: LoginProfileDraft): string[] => [
  ...(password === '' ? [] : ['password']),
  ...(cookies === '' ? [] : ['cookies']),
  ...headers.filter(({ value }) => value !== '').map(({ name }) => `header ${name}`),
];
