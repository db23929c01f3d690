import type { OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import type { SealedMessage } from './seal-message';
import { writeMessage } from './store';

/** Keeps a message with its first attempt. */
export const insertMessage = (
  tx: Transaction,
  scope: OrganizationScope,
  message: SealedMessage,
): Promise<void> => writeMessage(tx, scope, message);
