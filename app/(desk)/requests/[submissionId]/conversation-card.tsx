import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { Conversation } from '@/app/components/conversation/conversation';
import { appealPath } from '@/app/paths';
import { type ConversationRecord, threadEntries } from '@/lib/appeals/rules/conversation';

type ConversationCardProps = {
  submissionId: string;
  conversation: ConversationRecord;
  /** Null: about the request. */
  findingId: string | null;
};

/** What seller and reviewers wrote to each other, on the seller's pages; nothing where nobody could write yet. */
export function ConversationCard({ submissionId, conversation, findingId }: ConversationCardProps) {
  const t = useTranslations('conversation');
  if (!conversation.mayPost && threadEntries(conversation, findingId).length === 0) return null;
  const appeal = appealPath(submissionId);
  return (
    <Card title={t(findingId === null ? 'title' : 'titleFinding')}>
      <Conversation
        conversation={conversation}
        findingId={findingId}
        side="SELLER"
        postTo={`${appeal}/comments`}
        proofFolder={`${appeal}/proofs`}
      />
    </Card>
  );
}
