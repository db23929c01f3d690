'use server';

import { redirect } from 'next/navigation';
import { formAction } from '@/app/form-action';
import { formText } from '@/app/form-controls';
import { websitePath } from '@/app/paths';
import { deleteOpinion } from '@/lib/opinions/delete-opinion';

export const deleteOpinionAction = formAction('delete-opinion', deleteOpinion, {
  answer: (_value, form) => redirect(websitePath(formText(form, 'websiteId'), 'scans')),
});
