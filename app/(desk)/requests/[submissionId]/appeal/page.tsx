import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConversationCard } from '@/app/(desk)/requests/[submissionId]/conversation-card';
import { ClientMessages } from '@/app/components/client-messages';
import { pageReader } from '@/app/page-reader';
import { getConversation } from '@/lib/appeals/conversation/get-conversation';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { getFindingMemory } from '@/lib/appeals/memory/get-finding-memory';
import { openThreads } from '@/lib/appeals/rules/conversation';
import { isBlocking } from '@/lib/findings/rules/finding';
import { listRetests } from '@/lib/scans/retest/list-retests';
import { AppealHead } from './appeal-head';
import { DecisionNotice } from './decision-notice';
import { FilesCard } from './files-card';
import { FindingCard } from './finding-card';
import { FindingList } from './finding-list';
import { OpenCard } from './open-card';
import { ReportCard } from './report-card';

type Props = {
  params: Promise<{ submissionId: string }>;
  searchParams: Promise<{ finding?: string | string[] }>;
};

const readAppeal = pageReader(async (context, submissionId: string) => ({
  ...(await getAppeal(context, submissionId)),
  conversation: await getConversation(context, submissionId),
}));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { submissionId } = await params;
  const [{ assetName, submission }, t] = await Promise.all([
    readAppeal(submissionId),
    getTranslations('appeals'),
  ]);
  return { title: t('title', { name: assetName, number: submission.number }) };
}

/** The appeal of a request: findings and their completeness on the left, the conclusion of one of them on the right. */
export default async function AppealPage({ params, searchParams }: Props) {
  const { submissionId } = await params;
  const [appeal, { finding: wished }] = await Promise.all([readAppeal(submissionId), searchParams]);
  const asked = openThreads(appeal.conversation);
  // Those that block come first: they are what the appeal is about.
  const findings = [...appeal.findings].sort((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)));
  // Without a wish always the first, so that saving its conclusion does not lead away from it.
  const shown = findings.find(({ id }) => id === wished) ?? findings[0];
  const memory = shown && (await getFindingMemory(appeal.context, { submissionId, findingId: shown.id }));
  const retests = shown && (await listRetests(appeal.context, shown.scanId));
  return (
    <ClientMessages namespaces={['appeals', 'reports', 'scan', 'scans']}>
      <AppealHead appeal={appeal} />
      <div className="flex flex-col gap-6">
        <DecisionNotice decisions={appeal.decisions} />
        {appeal.state === 'CAN_OPEN' && <OpenCard appeal={appeal} />}
        {appeal.appeal !== null && (
          <>
            <div className="grid items-start gap-6 lg:grid-cols-2">
              <ReportCard appeal={appeal} />
              <FilesCard appeal={appeal} />
            </div>
            <div className="grid items-start gap-6 lg:grid-cols-[20rem_1fr]">
              <FindingList appeal={appeal} asked={asked} findings={findings} shownId={shown?.id ?? null} />
              {shown && memory && (
                <div key={shown.id} className="flex min-w-0 flex-col gap-6">
                  <FindingCard
                    appeal={appeal}
                    finding={shown}
                    memory={memory}
                    openRetest={retests?.open ?? null}
                  />
                  <ConversationCard
                    submissionId={appeal.submission.id}
                    conversation={appeal.conversation}
                    findingId={shown.id}
                  />
                </div>
              )}
            </div>
          </>
        )}
      </div>
    </ClientMessages>
  );
}
