import type { OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import { writeAttempt } from '../store';
import type { SealedAttempt } from './seal-attempt';

/** Keeps another attempt of a message, whose result is then this one's. @throws AppError NOT_FOUND */
export const insertAttempt = (
  tx: Transaction,
  scope: OrganizationScope,
  messageId: string,
  attempt: SealedAttempt,
): Promise<void> => writeAttempt(tx, scope, messageId, attempt);
