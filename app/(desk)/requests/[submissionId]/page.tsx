import { getTranslations } from 'next-intl/server';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { WhatHappensNext } from '@/app/(desk)/requests/what-happens-next';
import { StatusLinePill } from '@/app/(desk)/status-line-pill';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { mayDo } from '@/app/may-do';
import { assetPath } from '@/app/paths';
import { textOr } from '@/lib/i18n/text-or';
import { isDraft, isScanning } from '@/lib/lifecycle/rules/status';
import { ConversationCard, QuestionsNotice } from './conversation-card';
import { FindingsCard } from './findings-card';
import { readRequestPage } from './read-request-page';
import { RequestActions } from './request-actions';
import { RequestHistoryCard } from './request-history-card';
import { RequestPassportCard } from './request-passport-card';
import { ScansCard } from './scans-card';
import { SnapshotCard } from './snapshot-card';

type Params = { params: Promise<{ submissionId: string }> };

/** One request: its status, what was sent, what the scans found, and how it came here. */
export default async function RequestPage({ params }: Params) {
  const { context, request, verdicts, passports, conversation } = await readRequestPage(
    (await params).submissionId,
  );
  const t = await getTranslations('requests');
  const { submission, asset, isNewest, line } = request;
  const title = t('requestTitle', { name: asset.name, number: submission.number });
  return (
    <ClientMessages namespaces={['assets', 'requests']}>
      {isScanning(submission.status) && <PageRefresher />}
      <PageHeader
        title={title}
        crumbs={[{ label: t('title'), href: '/requests' }, { label: title }]}
        status={<StatusLinePill line={line} />}
        actions={<RequestActions request={request} context={context} />}
      >
        {isNewest ? (
          <WhatHappensNext line={line} mayAct={mayDo(context, 'asset.edit')} />
        ) : (
          <Notice
            tone="neutral"
            title={t('older')}
            action={<LinkButton href={assetPath(asset.id)}>{t('toAsset')}</LinkButton>}
          />
        )}
        {isDraft(submission.status) && submission.reasonCode !== null && (
          <Notice
            tone="attention"
            title={textOr(t, `reasons.${submission.reasonCode}`, submission.reasonCode)}
          />
        )}
      </PageHeader>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <QuestionsNotice
            submissionId={submission.id}
            conversation={conversation}
            findings={request.findings}
          />
          <FindingsCard request={request} verdicts={verdicts} />
          <ConversationCard
            submissionId={submission.id}
            conversation={conversation}
            findingId={null}
            personId={context.actor.userId}
          />
          <ScansCard scans={request.scans} />
          <SnapshotCard submission={submission} />
          <RequestPassportCard passports={passports} submission={submission} context={context} />
        </div>
        <Card title={t('history')}>
          <RequestHistoryCard transitions={request.transitions} />
        </Card>
      </div>
    </ClientMessages>
  );
}
