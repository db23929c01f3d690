import type { OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import type { MessageHead } from '../message-record';
import { renameCaseMessages } from '../store';

/** Gives the calls of a case the name that the case has from now on, so that its history stays its own. */
export const renameCaseCalls = (
  tx: Transaction,
  scope: OrganizationScope,
  of: Pick<MessageHead, 'assetId' | 'protocol' | 'activity' | 'caseName'>,
  name: string,
): Promise<void> => renameCaseMessages(tx, scope, of, name);
