import { RotateCw } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { readIds } from '@/app/(desk)/messages/log-query';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { requireMemberContext } from '@/app/current-actor';
import { mayDo } from '@/app/may-do';
import type { Search } from '@/app/search-parameters';
import { previewRestart } from '@/lib/restarts/preview-restart';
import { ConfirmRestart } from './confirm-restart';
import { PreviewTable } from './preview-table';

/** What sending the chosen messages again would do, before anything is sent. */
export default async function RestartPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, search, t, log] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('messages.restart'),
    getTranslations('messages'),
  ]);
  const messageIds = readIds(search.id);
  const mayRun = mayDo(context, 'connection.run');
  const preview = mayRun && messageIds.length > 0 ? await previewRestart(context, { messageIds }) : null;
  const cannot = preview ? preview.rows.length - preview.willSend : 0;
  const back = (
    <LinkButton href={'/messages'} look="quiet">
      {t('cancel')}
    </LinkButton>
  );
  return (
    <ClientMessages namespaces={['messages']}>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: log('title'), href: '/messages' }, { label: t('title') }]}
        lead={t('lead')}
      />
      {!mayRun && <Notice tone="attention" title={t('role')} action={back} />}
      {mayRun && !preview && (
        <Card isFlush>
          <EmptyState icon={RotateCw} title={t('none')} action={back}>
            {t('noneText')}
          </EmptyState>
        </Card>
      )}
      {preview && (
        <div className="flex flex-col gap-6">
          <Notice
            tone={preview.willSend === 0 ? 'attention' : 'neutral'}
            title={t('count', { count: preview.willSend })}
          >
            {cannot > 0 && t('cannot', { count: cannot })}
          </Notice>
          <div className="flex flex-wrap items-center gap-2">
            {preview.willSend > 0 && (
              <ConfirmRestart
                messageIds={preview.rows.map(({ messageId }) => messageId)}
                willSend={preview.willSend}
              />
            )}
            {back}
          </div>
          <Card isFlush>
            <PreviewTable rows={preview.rows} />
          </Card>
        </div>
      )}
    </ClientMessages>
  );
}
