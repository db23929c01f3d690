import { ConversationCard } from '@/app/(desk)/requests/[submissionId]/conversation-card';
import { ClientMessages } from '@/app/components/client-messages';
import { firstValue, type Search } from '@/app/search-parameters';
import { openThreads } from '@/lib/appeals/rules/conversation';
import { AppealHead } from './appeal-head';
import { DecisionNotice } from './decision-notice';
import { FilesCard } from './files-card';
import { FindingCard } from './finding-card';
import { FindingList } from './finding-list';
import { OpenCard } from './open-card';
import { readAppeal } from './read-appeal';
import { ReportCard } from './report-card';

type Props = {
  params: Promise<{ submissionId: string }>;
  searchParams: Promise<Search>;
};

async function readProps({ params, searchParams }: Props) {
  const [{ submissionId }, { finding }] = await Promise.all([params, searchParams]);
  return readAppeal(submissionId, firstValue(finding) || null);
}

/** The appeal of a request: findings and their completeness on the left, the conclusion of one of them on the right. */
export default async function AppealPage(props: Props) {
  const { context, appeal, findings, conversation, shown } = await readProps(props);
  const asked = openThreads(conversation);
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
              <FindingList
                appeal={appeal}
                asked={asked}
                findings={findings}
                shownId={shown?.finding.id ?? null}
              />
              {shown && (
                <div key={shown.finding.id} className="flex min-w-0 flex-col gap-6">
                  <FindingCard appeal={appeal} {...shown} personId={context.actor.userId} />
                  <ConversationCard
                    submissionId={appeal.submission.id}
                    conversation={conversation}
                    findingId={shown.finding.id}
                    personId={context.actor.userId}
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
