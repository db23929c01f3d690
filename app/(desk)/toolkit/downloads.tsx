import { CircleSlash, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { DataTable } from '@/app/components/data-table';
import { DownloadLink } from '@/app/components/download-link';
import { LinkButton } from '@/app/components/link-button';
import { Pill } from '@/app/components/pill';
import samples from '@/public/samples/samples.json';

const VECTORS = 'signing.json';

/** Code and known answers to take along: what a seller's own verifier starts from and is tested with. */
export function Downloads() {
  const t = useTranslations('toolkit.downloads');
  return (
    <div className="flex flex-col gap-6">
      <Card title={t('samples')} isFlush>
        <p className="max-w-reading px-4 pt-3 pb-4 text-muted">{t('samplesText')}</p>
        <DataTable
          caption={t('samples')}
          rows={samples}
          rowKey={({ file }) => file}
          columns={[
            { key: 'language', label: t('language'), isRowHeader: true, cell: ({ language }) => language },
            {
              key: 'checked',
              label: t('checked'),
              cell: ({ isRunByTests }) => (
                <Pill
                  tone={isRunByTests ? 'success' : 'neutral'}
                  icon={isRunByTests ? ShieldCheck : CircleSlash}
                >
                  {t(isRunByTests ? 'run' : 'notRun')}
                </Pill>
              ),
            },
            {
              key: 'file',
              label: t('file'),
              align: 'end',
              cell: ({ file }) => (
                <DownloadLink href={`/samples/${file}`} size="sm">
                  {file}
                </DownloadLink>
              ),
            },
          ]}
        />
        <p className="border-t border-line px-4 py-3 text-13 text-muted">{t('notRunText')}</p>
      </Card>
      <Card title={t('vectors')}>
        <p className="max-w-reading text-muted">{t('vectorsText')}</p>
        <div className="mt-4 flex flex-wrap gap-2">
          <DownloadLink href={`/vectors/${VECTORS}`}>{VECTORS}</DownloadLink>
          <DownloadLink href="/vectors/README.md" look="quiet">
            {t('vectorsReadme')}
          </DownloadLink>
          <DownloadLink href="/samples/README.md" look="quiet">
            {t('samplesReadme')}
          </DownloadLink>
        </div>
      </Card>
      <Card title={t('api')}>
        <p className="max-w-reading text-muted">{t('apiText')}</p>
        <div className="mt-4 flex">
          <LinkButton href="/api-docs">{t('apiLink')}</LinkButton>
        </div>
      </Card>
    </div>
  );
}
