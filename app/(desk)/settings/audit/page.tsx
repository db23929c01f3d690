import { ChevronsLeft, ScrollText, SearchX } from 'lucide-react';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { hasTimeProblem } from '@/app/(desk)/messages/log-query';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { DownloadLink } from '@/app/components/download-link';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { type PersonContext, requireContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import type { Search } from '@/app/search-parameters';
import { listAssetChoices } from '@/lib/assets/list-asset-choices';
import { listAudit } from '@/lib/audit/log/list-audit';
import { listAuditOfAnyone } from '@/lib/audit/log/list-audit-of-anyone';
import { MAX_AUDIT_EXPORTED } from '@/lib/audit/schemas';
import { AuditFilters } from './audit-filters';
import { type AuditQuery, auditHref, isAuditFiltered, readAuditQuery, toAuditFilter } from './audit-query';
import { AuditTable } from './audit-table';

type Props = { searchParams: Promise<Search> };

/** The log of the reader's organization; for administrators, who are in none, that of all. */
const readAudit = async (context: PersonContext, filter: Record<string, string>) =>
  context.actor.membership
    ? Promise.all([listAudit(context, filter), listAssetChoices(context, filter.asset)])
    : ([await orNotFound(listAuditOfAnyone(context, filter), ['FORBIDDEN']), []] as const);

/** Who did what, when and where; filters and place are in the address. */
export default async function AuditPage({ searchParams }: Props) {
  const [context, search, zone, t] = await Promise.all([
    requireContext(),
    searchParams,
    getTimeZone(),
    getTranslations('settings.audit'),
  ]);
  const query = readAuditQuery(search);
  const [page, assets] = await readAudit(context, toAuditFilter(query, zone));
  const isOfAnyone = context.actor.membership === null;
  return (
    <SettingsFrame section="audit" lead={t(isOfAnyone ? 'leadAnyone' : 'lead')} context={context}>
      <AuditFilters query={query} assets={assets} />
      {hasTimeProblem(query, zone) && (
        <div className="pb-3">
          <Notice tone="attention" title={t('timeProblem')} />
        </div>
      )}
      <Card isFlush>
        {page.rows.length === 0 ? (
          <EmptyAudit isNarrowed={isAuditFiltered(query) || query.older !== ''} />
        ) : (
          <AuditTable rows={page.rows} isOfAnyone={isOfAnyone} />
        )}
      </Card>
      <div className="flex flex-wrap items-center justify-between gap-3 pt-3">
        <div className="flex flex-wrap items-center gap-2">
          {!isOfAnyone && page.rows.length > 0 && <Exports query={query} />}
        </div>
        <AuditPages query={query} older={page.older} />
      </div>
    </SettingsFrame>
  );
}

async function EmptyAudit({ isNarrowed }: { isNarrowed: boolean }) {
  const t = await getTranslations('settings.audit');
  if (!isNarrowed)
    return (
      <EmptyState icon={ScrollText} title={t('empty.title')}>
        {t('empty.what')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={SearchX}
      title={t('noResults.title')}
      action={<LinkButton href="/settings/audit">{t('noResults.clear')}</LinkButton>}
    >
      {t('noResults.why')}
    </EmptyState>
  );
}

async function Exports({ query }: { query: AuditQuery }) {
  const t = await getTranslations('settings.audit.export');
  const exportHref = (format: string) =>
    auditHref({ ...query, older: '', format } as Partial<AuditQuery>, '/settings/audit/export');
  return (
    <>
      <DownloadLink href={exportHref('csv')}>{t('csv')}</DownloadLink>
      <DownloadLink href={exportHref('ndjson')}>{t('ndjson')}</DownloadLink>
      <span className="text-13 text-muted">{t('limit', { maximum: MAX_AUDIT_EXPORTED })}</span>
    </>
  );
}

async function AuditPages({ query, older }: { query: AuditQuery; older: number | null }) {
  const t = await getTranslations('settings.audit.pages');
  if (query.older === '' && older === null) return null;
  return (
    <nav aria-label={t('label')} className="flex flex-wrap justify-end gap-2">
      {query.older !== '' && (
        <LinkButton href={auditHref({ ...query, older: '' })} size="sm" icon={ChevronsLeft}>
          {t('newest')}
        </LinkButton>
      )}
      {older !== null && (
        <LinkButton href={auditHref({ ...query, older: String(older) })} size="sm">
          {t('older')}
        </LinkButton>
      )}
    </nav>
  );
}
