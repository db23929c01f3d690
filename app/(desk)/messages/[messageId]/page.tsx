import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { messagePath } from '@/app/(desk)/messages/message-paths';
import { ResultPill } from '@/app/(desk)/messages/result-pill';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { Tabs } from '@/app/components/tabs';
import { mayDo } from '@/app/may-do';
import { pageReader } from '@/app/page-reader';
import { listMessageMarks } from '@/lib/connection-tests/list-message-marks';
import { readSignatureStages } from '@/lib/connection-tests/read-signature-stages';
import { getMessage } from '@/lib/messages/get-message';
import { AttemptView } from './attempt-view';
import { FactsCard } from './facts-card';
import { MessageActions } from './message-actions';

type Params = {
  params: Promise<{ messageId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const readMessage = pageReader(async (context, messageId: string) => ({
  message: await getMessage(context, messageId),
}));

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { message } = await readMessage((await params).messageId);
  return { title: `${message.activity} · ${message.assetName}` };
}

/** One message: its attempts, each with what was found, the checks and the exchange. */
export default async function MessagePage({ params, searchParams }: Params) {
  const [{ messageId }, search, t] = await Promise.all([params, searchParams, getTranslations('messages')]);
  const { context, message } = await readMessage(messageId);
  const attempt = message.attempts.find(({ sequence }) => String(sequence) === search.attempt);
  const [newest] = message.attempts;
  const shown = attempt ?? newest;
  const isNewest = shown !== undefined && shown === newest;
  const [marks, stages] = isNewest
    ? await Promise.all([listMessageMarks(context, message.id), readSignatureStages(context, message.id)])
    : [[], null];
  return (
    <ClientMessages
      namespaces={[
        'messages',
        'exchange',
        'connection-checks',
        'connection-explain',
        'connection-explain-fields',
        'connection-signature',
        'signing',
        'xray',
      ]}
    >
      <PageHeader
        title={message.activity}
        crumbs={[{ label: t('title'), href: '/messages' }, { label: message.activity }]}
        status={<ResultPill call={message} />}
        actions={
          <MessageActions message={message} attempt={shown} mayRun={mayDo(context, 'connection.run')} />
        }
      />
      {message.attempts.length > 1 && (
        <Tabs
          label={t('detail.tabs')}
          tabs={message.attempts.map(({ sequence }) => ({
            href: messagePath(message.id, sequence),
            label: t('detail.attempt', { number: sequence }),
            isCurrent: sequence === shown?.sequence,
          }))}
        />
      )}
      <div className="flex flex-col gap-6">
        <FactsCard message={message} attempt={shown} />
        {shown && (
          <AttemptView
            // Another attempt begins masked again.
            key={shown.id}
            messageId={message.id}
            attempt={shown}
            marks={marks}
            stages={stages}
            isOpenable={shown.isOpenable}
            mayReveal={mayDo(context, 'message.reveal')}
          />
        )}
      </div>
    </ClientMessages>
  );
}
