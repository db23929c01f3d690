import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { type Definition, DefinitionList } from '@/app/components/definition-list';
import { DownloadLink } from '@/app/components/download-link';
import { PageHeader } from '@/app/components/page-header';
import { requireContext } from '@/app/current-actor';
import { API_PATH } from '@/lib/api/api-path';
import { OPERATIONS } from '@/lib/api/operations';
import { curlExample } from '@/lib/api/rules/curl-example';
import { configuration } from '@/lib/config/configuration';
import { FailureTable } from './failure-table';
import { OperationEntry } from './operation-entry';

const HEADERS = [
  ['Idempotency-Key', 'idempotencyKey'],
  ['If-None-Match', 'ifNoneMatch'],
  ['If-Match', 'ifMatch'],
  ['RateLimit-Limit', 'limit'],
  ['RateLimit-Remaining', 'remaining'],
  ['RateLimit-Reset', 'reset'],
] as const;

/** The API for people: the same registry of operations as the document for programs. */
export default async function ApiDocsPage() {
  const [t] = await Promise.all([getTranslations('api'), requireContext()]);
  const root = new URL(API_PATH, configuration().NEXTAUTH_URL).href;
  const groups = [...new Set(OPERATIONS.map(({ group }) => group))];
  const headers: Definition[] = HEADERS.map(([name, key]) => ({
    term: name,
    value: t(`headers.${key}`),
  }));
  const first = { method: 'GET', path: '/assets' };
  return (
    <>
      <PageHeader title={t('title')} crumbs={[{ label: t('title') }]} lead={t('description')} />
      <div className="flex flex-col gap-6">
        <nav aria-label={t('page.contents')}>
          <ul className="flex flex-wrap gap-x-5 gap-y-2">
            {groups.map((group) => (
              <li key={group}>
                <a href={`#${group}`} className="underline">
                  {t(`groups.${group}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Card title={t('page.start')}>
          <div className="flex flex-col gap-4">
            <p className="max-w-reading">
              {t('page.startText')} {t('page.ownersOnly')}
            </p>
            <CodeBlock label={t('page.example')} text={curlExample(first, root)} />
            <div className="flex">
              <DownloadLink href={`${API_PATH}/openapi.json`}>{t('page.document')}</DownloadLink>
            </div>
          </div>
        </Card>
        <Card title={t('page.paging')}>
          <DefinitionList items={headers} />
        </Card>
        <Card title={t('page.failures')} isFlush>
          <p className="max-w-reading px-4 py-3 text-muted">{t('problem')}</p>
          <FailureTable />
        </Card>
        {groups.map((group) => (
          <Card key={group} id={group} title={t(`groups.${group}`)}>
            <div className="flex flex-col divide-y divide-line">
              {OPERATIONS.filter((operation) => operation.group === group).map((operation) => (
                <OperationEntry key={operation.id} operation={operation} root={root} />
              ))}
            </div>
          </Card>
        ))}
      </div>
    </>
  );
}
