'use server';

import { formAction } from '@/app/form-action';
import { readText } from '@/app/form-controls';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';

export const withdrawAction = formAction('withdraw-submission', withdrawSubmission, {
  read: readText('submissionId'),
});
