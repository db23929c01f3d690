'use server';

import { formAction } from '@/app/form-action';
import { deleteCannedReason } from '@/lib/appeals/review/canned/delete-canned-reason';
import { saveCannedReason } from '@/lib/appeals/review/canned/save-canned-reason';

export const saveCannedReasonAction = formAction('save-canned-reason', saveCannedReason);

export const deleteCannedReasonAction = formAction('delete-canned-reason', deleteCannedReason);
