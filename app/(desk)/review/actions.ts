'use server';

import { formAction } from '@/app/form-action';
import { decideAppeal } from '@/lib/appeals/review/decide-appeal';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';

export const giveVerdictAction = formAction('give-verdict', giveVerdict);

export const decideAppealAction = formAction('decide-appeal', decideAppeal);
