import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/app/components/client-messages';
import { KeptTexts } from '@/app/components/kept-texts';
import { Notice } from '@/app/components/notice';
import type { CommentSide } from '@/lib/appeals/appeal-record';
import { type ConversationRecord, openThreads, threadEntries } from '@/lib/appeals/rules/conversation';
import { glossaryTerms } from '@/lib/i18n/glossary';
import { CommentForm } from './comment-form';
import { ThreadEntryView } from './thread-entry-view';

type ConversationProps = {
  /** What `getConversation` or `getReviewConversation` found. */
  conversation: ConversationRecord;
  /** The finding whose thread is shown; null for that of the request. */
  findingId: string | null;
  /** The reader's side. */
  side: CommentSide;
  /** The route that takes a comment: `<page of the appeal or the bench>/comments`. */
  postTo: string;
  /** The address below which files are downloaded by their id. */
  proofFolder: string;
  /** Whose drafts this browser keeps. */
  personId: string;
};

/**
 * One thread: questions, replies, files, verdicts and decisions in order, each text in the language in which it was
 * written, and the form to write more. The seller's pages and the bench of the reviewers show the same.
 */
export function Conversation({
  conversation,
  findingId,
  side,
  postTo,
  proofFolder,
  personId,
}: ConversationProps) {
  const t = useTranslations('conversation');
  const entries = threadEntries(conversation, findingId);
  const isWaiting = openThreads(conversation).has(findingId);
  const draftKey = `${personId} comment ${postTo} ${findingId}`;
  return (
    <div className="flex flex-col gap-4">
      {entries.length === 0 && <p className="text-muted">{t('empty')}</p>}
      {entries.length > 0 && (
        <ol className="@container flex flex-col divide-y divide-line rounded-8 border border-line">
          {entries.map((entry) => (
            <li
              key={entry.entry === 'comment' ? entry.id : `${entry.entry} ${entry.at.toISOString()}`}
              className="px-3 py-2.5"
            >
              <ThreadEntryView entry={entry} proofFolder={proofFolder} />
            </li>
          ))}
        </ol>
      )}
      {isWaiting && <Notice tone="attention" title={t(`waiting.${side}`)} />}
      {conversation.mayPost ? (
        <ClientMessages namespaces={['conversation']}>
          <CommentForm
            findingId={findingId}
            side={side}
            isWaiting={isWaiting}
            postTo={postTo}
            draftKey={draftKey}
            terms={glossaryTerms()}
          />
        </ClientMessages>
      ) : (
        <>
          <KeptTexts draftKey={draftKey} version={0} />
          <p className="text-13 text-muted">{t(conversation.isOpen ? 'readOnly' : 'closed')}</p>
        </>
      )}
    </div>
  );
}
