import { z } from 'zod';
import { configuration } from '@/lib/config/configuration';
import { fromBase64, toBase64 } from '@/lib/signing/encoding';
import { openSecret, type SecretFailure, sealSecret } from '@/lib/storage/seal-secret';
import type { AttemptRecord } from './message-record';

/** What of an attempt is kept exactly, and never in clear. */
type Evidence = Pick<
  AttemptRecord,
  | 'method'
  | 'url'
  | 'requestHead'
  | 'requestBody'
  | 'responseHead'
  | 'responseBody'
  | 'failure'
  | 'checks'
  | 'explanations'
>;

const encryptionContext = (attemptId: string) => `attempt:${attemptId}`;

/** Seals what was sent and received for this attempt's row: copied to another row it does not open. */
export function sealEvidence(attemptId: string, evidence: Evidence): Promise<string> {
  const { method, url, requestHead, requestBody, responseHead, responseBody } = evidence;
  const { failure, checks, explanations } = evidence;
  const text = JSON.stringify({
    method,
    url,
    requestHead,
    requestBody: toBase64(requestBody),
    responseHead,
    responseBody: responseBody && toBase64(responseBody),
    failure,
    checks,
    explanations,
  });
  return sealSecret(text, encryptionContext(attemptId), configuration().ENCRYPTION_KEYS);
}

const bytes = z.string().transform((text) => fromBase64(text) ?? new Uint8Array());
const head = z.array(z.tuple([z.string(), z.string()]));
/** The parts whose bytes matter are checked; the rest is what this room sealed itself. */
const evidenceSchema = z.object({
  method: z.string(),
  url: z.string(),
  requestHead: head,
  requestBody: bytes,
  responseHead: head.nullable(),
  responseBody: bytes.nullable(),
  failure: z.custom<AttemptRecord['failure']>(),
  checks: z.custom<AttemptRecord['checks']>(Array.isArray),
  explanations: z.custom<AttemptRecord['explanations']>(Array.isArray),
});

export type OpenedEvidence = { ok: true; evidence: Evidence } | { ok: false; reason: SecretFailure };

/** What `sealEvidence` sealed for this attempt; a failure says why it stays closed. */
export async function openEvidence(attemptId: string, sealed: string): Promise<OpenedEvidence> {
  const opened = await openSecret(sealed, encryptionContext(attemptId), configuration().ENCRYPTION_KEYS);
  if (!opened.ok) return opened;
  const parsed = evidenceSchema.safeParse(JSON.parse(opened.value));
  return parsed.success ? { ok: true, evidence: parsed.data } : { ok: false, reason: 'TAMPERED' };
}
