import { z } from 'zod';
import { type EncryptionKeys, openSecret, type SecretFailure, sealSecret } from '@/lib/storage/seal-secret';
import type { LoginSecrets } from '../rules/login-profile';

export type SecretsProblem = SecretFailure;
export type ReadSecrets = { ok: true; secrets: LoginSecrets } | { ok: false; reason: SecretsProblem };

const secretsSchema = z.object({
  password: z.string().optional(),
  cookies: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

/** Secrets are sealed for their website: copied to another one they do not open. */
export const loginContext = (websiteId: string): string => `login-profile:${websiteId}`;

/** The ciphertext to store; null where there is nothing to hide. */
export async function sealSecrets(
  websiteId: string,
  secrets: LoginSecrets,
  keys: EncryptionKeys,
): Promise<string | null> {
  if (Object.keys(secrets).length === 0) return null;
  return sealSecret(JSON.stringify(secrets), loginContext(websiteId), keys);
}

/** Opens what is stored; nothing stored is no secrets. */
export async function readSecrets(
  profile: { websiteId: string; sealed: string | null },
  keys: EncryptionKeys,
): Promise<ReadSecrets> {
  if (profile.sealed === null) return { ok: true, secrets: {} };
  const opened = await openSecret(profile.sealed, loginContext(profile.websiteId), keys);
  if (!opened.ok) return opened;
  const { password, cookies, headers } = secretsSchema.parse(JSON.parse(opened.value));
  return {
    ok: true,
    secrets: {
      ...(password ? { password } : {}),
      ...(cookies ? { cookies } : {}),
      ...(headers ? { headers } : {}),
    },
  };
}
