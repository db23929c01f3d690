import { z } from 'zod';

const id = z.uuid();

export const issueChallengeSchema = z.object({
  websiteId: id,
  /** The challenge that is replaced; null where there was none. */
  replaces: id.nullable().default(null),
});

export const verifyOwnershipSchema = z.object({
  websiteId: id,
  /** The agreement's version that was shown and accepted; null where nothing was accepted now. */
  acceptedAgreement: z.string().max(20).nullable().default(null),
});

export const releaseClaimSchema = z.object({
  websiteId: id,
  /** The host, typed: what is given back may be claimed by somebody else. */
  typedHost: z.string().trim().max(300),
});
