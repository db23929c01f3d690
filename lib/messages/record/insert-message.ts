import type { OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import { writeMessage } from '../store';
import type { SealedMessage } from './seal-message';

/** Keeps a message with its first attempt. */
export const insertMessage = (
  tx: Transaction,
  scope: OrganizationScope,
  message: SealedMessage,
): Promise<void> => writeMessage(tx, scope, message);
