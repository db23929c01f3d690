import {
  type ComparedCalculations,
  type SignedAttempt,
  signatureStages,
} from '@/lib/response-checks/signature/signature-stages';
import { nodePrimitives } from '@/lib/signing/node-primitives';

/** `signatureStages` with this machine's digests, so that a thread can be told of it. */
export const compareCalculations = (
  attempt: SignedAttempt,
  keys: readonly string[],
): ComparedCalculations | null => signatureStages(attempt, keys, nodePrimitives);
