import { pageReader } from '@/app/page-reader';
import { getConversation } from '@/lib/appeals/conversation/get-conversation';
import { listExchanges } from '@/lib/appeals/exchanges/list-exchanges';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { getFindingMemory } from '@/lib/appeals/memory/get-finding-memory';
import { isBlocking } from '@/lib/findings/rules/finding';
import { listRetests } from '@/lib/scans/retest/list-retests';

/** The appeal of a request, and what belongs to the finding that is shown. */
export const readAppeal = pageReader(async (context, submissionId: string, wished: string | null) => {
  const appeal = await getAppeal(context, submissionId);
  // Those that block come first: they are what the appeal is about.
  const findings = [...appeal.findings].sort((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)));
  // Without a wish always the first, so that saving its conclusion does not lead away from it.
  const shown = findings.find(({ id }) => id === wished) ?? findings[0];
  const conversation = await getConversation(context, submissionId);
  if (!shown) return { appeal, findings, conversation, shown: null };
  const asked = { submissionId, findingId: shown.id };
  const memory = await getFindingMemory(context, asked);
  const exchanges = await listExchanges(context, asked);
  const { open: openRetest } = await listRetests(context, shown.scanId);
  return { appeal, findings, conversation, shown: { finding: shown, memory, exchanges, openRetest } };
});
