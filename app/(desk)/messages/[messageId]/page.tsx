import { getTranslations } from 'next-intl/server';
import { ResultPill } from '@/app/(desk)/messages/result-pill';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { Tabs } from '@/app/components/tabs';
import { mayDo } from '@/app/may-do';
import { messagePath } from '@/app/paths';
import { firstValue, type Search } from '@/app/search-parameters';
import { AttemptView } from './attempt-view';
import { FactsCard } from './facts-card';
import { MessageActions } from './message-actions';
import { readMessage } from './read-message';

type Params = {
  params: Promise<{ messageId: string }>;
  searchParams: Promise<Search>;
};

async function readProps({ params, searchParams }: Params) {
  const [{ messageId }, { attempt }] = await Promise.all([params, searchParams]);
  return readMessage(messageId, firstValue(attempt) || null);
}

/** One message: its attempts, each with what was found, the checks and the exchange. */
export default async function MessagePage(props: Params) {
  const [{ context, message, shown, marks, stages }, t] = await Promise.all([
    readProps(props),
    getTranslations('messages'),
  ]);
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
        tabTitle={[message.activity, message.assetName]}
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
