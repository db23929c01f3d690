'use server';

import { formAction } from '@/app/form-action';
import { answerAlike } from '@/lib/appeals/alike/answer-alike';
import { attachExchange } from '@/lib/appeals/exchanges/attach-exchange';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { removeProof } from '@/lib/appeals/remove-proof';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { submitAppeal } from '@/lib/appeals/submit-appeal';

export const openAppealAction = formAction('open-appeal', openAppeal);

export const saveAssessmentAction = formAction('save-assessment', saveAssessment, {
  answer: ({ version }) => ({ version }),
});

export const answerAlikeAction = formAction('answer-alike', answerAlike);

export const attachExchangeAction = formAction('attach-exchange', attachExchange);

export const removeProofAction = formAction('remove-proof', removeProof);

export const submitAppealAction = formAction('submit-appeal', submitAppeal);
