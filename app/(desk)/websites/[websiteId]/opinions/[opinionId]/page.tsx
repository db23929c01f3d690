import { getTranslations } from 'next-intl/server';
import { deleteOpinionAction } from '@/app/(desk)/websites/[websiteId]/opinions/actions';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { PageHeader } from '@/app/components/page-header';
import { Pagination } from '@/app/components/pagination';
import { UnusableButton } from '@/app/components/unusable-button';
import { mayDo } from '@/app/may-do';
import { opinionPath, websitePath } from '@/app/paths';
import { ComparedCard } from './compared-card';
import { OpinionRows } from './opinion-rows';
import { readComparedOpinion } from './read-compared-opinion';

type Props = {
  params: Promise<{ websiteId: string; opinionId: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

async function readProps({ params, searchParams }: Props) {
  const [{ websiteId, opinionId }, { page }] = await Promise.all([params, searchParams]);
  return readComparedOpinion(websiteId, opinionId, typeof page === 'string' ? page : null);
}

export default async function OpinionPage(props: Props) {
  const { context, website, compared } = await readProps(props);
  const { opinion, rows } = compared;
  const { tool, toolVersion, fileName, importedByName } = opinion;
  const t = await getTranslations('opinions');
  const scans = await getTranslations('scans');
  const websites = await getTranslations('websites');
  const title = t('crumb', { tool: `${tool} ${toolVersion}`.trim() });
  return (
    <ClientMessages namespaces={['opinions']}>
      <PageHeader
        title={title}
        tabTitle={[title, website.name]}
        crumbs={[
          { label: websites('title'), href: '/websites' },
          { label: website.name, href: websitePath(website.id, 'scans') },
          { label: title },
        ]}
        lead={t('lead', { file: fileName, name: importedByName ?? t('unknownPerson') })}
        actions={
          mayDo(context, 'opinion.edit') ? (
            <ConfirmDialog
              label={t('deletion.label')}
              title={t('deletion.title', { tool })}
              action={deleteOpinionAction}
              values={{ websiteId: website.id, opinionId: opinion.id }}
            >
              <p>{t('deletion.lost', { file: fileName })}</p>
            </ConfirmDialog>
          ) : (
            <UnusableButton reason={scans('cannotRun.role')}>{t('deletion.label')}</UnusableButton>
          )
        }
      />
      <div className="flex flex-col gap-6">
        <ComparedCard compared={compared} />
        <Card title={t('rows')} aside={<span className="text-13 text-muted">{rows.total}</span>} isFlush>
          <OpinionRows rows={rows.rows} scanId={compared.scan?.id ?? null} />
        </Card>
      </div>
      <Pagination page={rows} pageHref={(page) => opinionPath(website.id, opinion.id, page)} />
    </ClientMessages>
  );
}
