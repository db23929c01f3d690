import { pageReader } from '@/app/page-reader';
import { getConversation } from '@/lib/appeals/conversation/get-conversation';
import { listVerdicts } from '@/lib/appeals/list-verdicts';
import { listPassports } from '@/lib/passport/list-passports';
import { getSubmission } from '@/lib/submissions/get-submission';

/** One request with what was decided, written and issued about it. */
export const readRequestPage = pageReader(async (context, submissionId: string) => ({
  request: await getSubmission(context, submissionId),
  verdicts: await listVerdicts(context, submissionId),
  passports: await listPassports(context, submissionId),
  conversation: await getConversation(context, submissionId),
}));
