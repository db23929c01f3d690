import { Bell, SearchX, Settings } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { EmptyState } from '@/app/components/empty-state';
import { FilterRow } from '@/app/components/filter-row';
import { FilterSelect } from '@/app/components/filter-select';
import { LinkButton } from '@/app/components/link-button';
import { OlderPages } from '@/app/components/older-pages';
import { PageHeader } from '@/app/components/page-header';
import { requireContext } from '@/app/current-actor';
import { type InboxQuery, inboxPath } from '@/app/paths';
import { firstValue, knownValue, type Search } from '@/app/search-parameters';
import { listInbox } from '@/lib/notices/inbox/list-inbox';
import { type NoticeSubject, subjectsFor } from '@/lib/notices/rules/subjects';
import { InboxList } from './inbox-list';
import { MarkAllButton } from './mark-all-button';

/** What one was told; filters and page are in the address. */
export default async function InboxPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [context, search, t] = await Promise.all([
    requireContext(),
    searchParams,
    getTranslations('notices'),
  ]);
  const { membership, platformRoles } = context.actor;
  const subjects = subjectsFor(membership?.role ?? null, platformRoles);
  const query = { show: knownValue(search.show, ['unread']), subject: knownValue(search.subject, subjects) };
  const older = firstValue(search.older);
  const page = await listInbox(context, { ...query, older });
  const isFiltered = query.show !== '' || query.subject !== '';
  return (
    <ClientMessages namespaces={['notices']}>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        crumbs={[{ label: t('title') }]}
        actions={
          <>
            <LinkButton href="/settings/notices" icon={Settings}>
              {t('preferences')}
            </LinkButton>
            {page.total > 0 && <MarkAllButton />}
          </>
        }
      />
      {(page.total > 0 || isFiltered) && (
        <InboxFilters query={query} subjects={subjects} isFiltered={isFiltered} />
      )}
      <Card isFlush>
        {page.rows.length > 0 ? <InboxList lines={page.rows} /> : <EmptyInbox isFiltered={isFiltered} />}
      </Card>
      <OlderPages
        total={page.total}
        newest={older === '' ? null : inboxPath(query)}
        older={page.older === null ? null : inboxPath(query, page.older)}
      />
    </ClientMessages>
  );
}

type InboxFiltersProps = { query: InboxQuery; subjects: readonly NoticeSubject[]; isFiltered: boolean };

async function InboxFilters({ query, subjects, isFiltered }: InboxFiltersProps) {
  const t = await getTranslations('notices');
  return (
    <FilterRow action="/inbox" label={t('filters.label')} isFiltered={isFiltered}>
      <FilterSelect
        name="show"
        label={t('filters.show')}
        anyLabel={t('filters.all')}
        defaultValue={query.show}
        options={[{ value: 'unread', label: t('filters.unread') }]}
      />
      <FilterSelect
        name="subject"
        label={t('filters.subject')}
        anyLabel={t('filters.anySubject')}
        defaultValue={query.subject}
        options={subjects.map((value) => ({ value, label: t(`subjects.${value}`) }))}
      />
    </FilterRow>
  );
}

async function EmptyInbox({ isFiltered }: { isFiltered: boolean }) {
  const t = await getTranslations('notices');
  return (
    <EmptyState
      icon={isFiltered ? SearchX : Bell}
      title={isFiltered ? t('noResults.title') : t('empty.title')}
      action={
        <LinkButton href={isFiltered ? '/inbox' : '/'}>
          {isFiltered ? t('noResults.clear') : t('empty.action')}
        </LinkButton>
      }
    >
      {isFiltered ? t('noResults.why') : t('empty.what')}
    </EmptyState>
  );
}
