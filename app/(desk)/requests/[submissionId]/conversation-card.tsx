import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { Card } from '@/app/components/card';
import { Conversation } from '@/app/components/conversation/conversation';
import { Notice } from '@/app/components/notice';
import { appealPath } from '@/app/paths';
import { type ConversationRecord, openThreads, threadEntries } from '@/lib/appeals/rules/conversation';
import type { FindingRecord } from '@/lib/findings/finding-record';

type ConversationCardProps = {
  submissionId: string;
  conversation: ConversationRecord;
  /** Null: about the request. */
  findingId: string | null;
  personId: string;
};

/** What seller and reviewers wrote to each other, on the seller's pages; nothing where nobody could write yet. */
export function ConversationCard({ submissionId, conversation, findingId, personId }: ConversationCardProps) {
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
        personId={personId}
      />
    </Card>
  );
}

type QuestionsNoticeProps = Pick<ConversationCardProps, 'submissionId' | 'conversation'> & {
  findings: readonly FindingRecord[];
};

/** The findings about which a reviewer waits for the seller, each the way to its thread. */
export function QuestionsNotice({ submissionId, conversation, findings }: QuestionsNoticeProps) {
  const t = useTranslations('conversation');
  const waiting = openThreads(conversation);
  const asked = findings.filter(({ id }) => waiting.has(id));
  if (asked.length === 0) return null;
  return (
    <Notice tone="attention" title={t('questions', { count: asked.length })}>
      <ul className="flex flex-col gap-1">
        {asked.map((finding) => (
          <li key={finding.id}>
            <AskedFinding finding={finding} submissionId={submissionId} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function AskedFinding({ finding, submissionId }: { finding: FindingRecord; submissionId: string }) {
  return (
    <Link href={appealPath(submissionId, finding.id)} className="text-link wrap-anywhere">
      {useFindingText(finding).title}
    </Link>
  );
}
