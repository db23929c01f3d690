import { GitCompareArrows } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { requireMemberContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import { comparePath } from '@/app/paths';
import type { Search } from '@/app/search-parameters';
import { isId } from '@/lib/core/ids';
import { compareMessages } from '@/lib/messages/compare-messages';
import { ByteNotice } from './byte-notice';
import { ComparedTables } from './compared-tables';
import { SideCard } from './side-card';

type Props = { searchParams: Promise<Search> };

/** `id`, or `id.number` for one of its attempts. */
function readSide(text: string): { messageId: string; attempt?: string } | null {
  const [messageId, attempt] = text.split('.');
  if (!isId(messageId)) return null;
  return attempt !== undefined && /^[1-9]\d{0,5}$/.test(attempt) ? { messageId, attempt } : { messageId };
}

/** Two exchanges side by side: what differs, in words and in colour. */
export default async function ComparePage({ searchParams }: Props) {
  const [context, search, t, log] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTranslations('messages.compare'),
    getTranslations('messages'),
  ]);
  const sides = [search.id ?? []].flat();
  const [left, right] = sides.map(readSide);
  const isChosen = sides.length === 2 && left && right;
  const comparison = isChosen ? await orNotFound(compareMessages(context, { left, right })) : null;
  const differences = comparison?.rows.filter(({ state }) => state !== 'same') ?? [];
  const isAllShown = search.all === '1';
  return (
    <ClientMessages namespaces={['messages']}>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: log('title'), href: '/messages' }, { label: t('title') }]}
        lead={t('lead')}
        actions={
          comparison && (
            <LinkButton href={comparePath(sides, !isAllShown)}>
              {isAllShown ? t('showDifferences') : t('showAll')}
            </LinkButton>
          )
        }
      />
      {comparison ? (
        <div className="flex flex-col gap-6">
          <div className="grid gap-4 md:grid-cols-2">
            <SideCard side={comparison.left} label={t('left')} />
            <SideCard side={comparison.right} label={t('right')} />
          </div>
          <Notice
            tone={differences.length === 0 ? 'success' : 'attention'}
            title={t('count', { count: differences.length })}
          >
            <ByteNotice comparison={comparison} />
          </Notice>
          <ComparedTables rows={isAllShown ? comparison.rows : differences} />
        </div>
      ) : (
        <Card isFlush>
          <EmptyState
            icon={GitCompareArrows}
            title={t('choose')}
            action={<LinkButton href={'/messages'}>{t('toLog')}</LinkButton>}
          >
            {t('chooseText')}
          </EmptyState>
        </Card>
      )}
    </ClientMessages>
  );
}
