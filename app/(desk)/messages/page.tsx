import { ArrowRightLeft, SearchX } from 'lucide-react';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { DownloadLink } from '@/app/components/download-link';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { requireMemberContext } from '@/app/current-actor';
import type { Search } from '@/app/search-parameters';
import { writeCursor } from '@/lib/core/page-cursor';
import { listMessageChoices } from '@/lib/messages/list-message-choices';
import { listMessages, type MessagePage } from '@/lib/messages/list-messages';
import { MAX_CHOSEN, MAX_NEWER } from '@/lib/messages/schemas';
import { BulkBar } from './bulk-bar';
import { LogFilters } from './log-filters';
import { LogPages } from './log-pages';
import {
  hasTimeProblem,
  isFiltered,
  type LogQuery,
  logHref,
  pathProblem,
  readLogQuery,
  toFilter,
} from './log-query';
import { MessageTable } from './message-table';
import { NewerHint } from './newer-hint';

const NOTHING: MessagePage = { rows: [], older: null, newer: null, newerCount: 0 };
/** Before every message. */
const THE_BEGINNING = '0_00000000-0000-0000-0000-000000000000';

/** The message log: filters and place are in the address, and rows stay where they are while new ones come in. */
export default async function MessagesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, search, zone, t] = await Promise.all([
    requireMemberContext(),
    searchParams,
    getTimeZone(),
    getTranslations('messages'),
  ]);
  const query = readLogQuery(search);
  const problem = pathProblem(query);
  const [page, choices] = await Promise.all([
    problem ? NOTHING : listMessages(context, toFilter(query, zone)),
    listMessageChoices(context),
  ]);
  const isNarrowed = isFiltered(query);
  const isEmpty = page.rows.length === 0 && !isNarrowed && query.older === '' && query.newer === '';
  const filters: LogQuery = { ...query, older: '', newer: '' };
  const [first] = page.rows;
  return (
    <ClientMessages namespaces={['messages']}>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('title') }]}
        lead={t('lead')}
        actions={page.rows.length === 0 ? undefined : <Exports filters={filters} />}
      />
      {!isEmpty && <LogFilters query={query} choices={choices} />}
      <Problems query={query} zone={zone} />
      {!problem && (
        <NewerHint
          countAt={logHref(
            {
              ...toFilter(filters, zone),
              than: first ? writeCursor(first) : THE_BEGINNING,
            } as Partial<LogQuery>,
            '/api/messages/newer',
          )}
          href={logHref(query.older === '' ? filters : { ...filters, newer: page.newer ?? '' })}
          initial={page.newerCount}
          most={MAX_NEWER}
        />
      )}
      {page.rows.length > 0 ? (
        <BulkBar most={MAX_CHOSEN}>
          <Card isFlush>
            <MessageTable rows={page.rows} />
          </Card>
        </BulkBar>
      ) : (
        !problem && <EmptyLog isEmpty={isEmpty} />
      )}
      <LogPages page={page} query={query} />
    </ClientMessages>
  );
}

/** What was typed into a filter and cannot be used. */
async function Problems({ query, zone }: { query: LogQuery; zone: string }) {
  const t = await getTranslations('messages');
  const errors = await getTranslations('errors.messages');
  const problem = pathProblem(query);
  return (
    <div className="flex flex-col gap-3 pb-3 empty:hidden">
      {problem && (
        <Notice tone="attention" title={t('pathProblem')}>
          {errors(`path.${problem.code}`)}
        </Notice>
      )}
      {hasTimeProblem(query, zone) && <Notice tone="attention" title={t('timeProblem')} />}
    </div>
  );
}

/** No row: no message was ever sent, or none that the filters let through. */
async function EmptyLog({ isEmpty }: { isEmpty: boolean }) {
  const t = await getTranslations('messages');
  return (
    <Card isFlush>
      <EmptyState
        icon={isEmpty ? ArrowRightLeft : SearchX}
        title={isEmpty ? t('empty.title') : t('noResults.title')}
        action={
          <LinkButton href={isEmpty ? '/assets' : logHref({})}>
            {isEmpty ? t('empty.action') : t('noResults.clear')}
          </LinkButton>
        }
      >
        {isEmpty ? t('empty.what') : t('noResults.why')}
      </EmptyState>
    </Card>
  );
}

async function Exports({ filters }: { filters: LogQuery }) {
  const t = await getTranslations('messages.export');
  const exportHref = (format: string) =>
    logHref({ ...filters, format } as Partial<LogQuery>, '/messages/export');
  return (
    <>
      <DownloadLink href={exportHref('csv')}>{t('csv')}</DownloadLink>
      <DownloadLink href={exportHref('ndjson')}>{t('ndjson')}</DownloadLink>
    </>
  );
}
