'use server';

import { formAction } from '@/app/form-action';
import { revokeDecision } from '@/lib/appeals/memory/revoke-decision';

export const revokeDecisionAction = formAction('revoke-decision', revokeDecision);
