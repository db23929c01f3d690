import { getTranslations } from 'next-intl/server';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Meter } from '@/app/components/meter';
import { requireMemberContext } from '@/app/current-actor';
import { getFileUsage } from '@/lib/appeals/files/get-file-usage';
import { listPassportKeys } from '@/lib/passport/list-passport-keys';

type Key = Awaited<ReturnType<typeof listPassportKeys>>[number];

const KEYS_ADDRESS = '/.well-known/preflight-passport-keys';

/** How much room the organization's files take, and the keys by which its passports are checked. */
export default async function FilesPage() {
  const [t, context] = await Promise.all([getTranslations('settings.files'), requireMemberContext()]);
  const [usage, keys] = await Promise.all([getFileUsage(context), listPassportKeys()]);
  return (
    <SettingsFrame section="files" lead={t('lead')} context={context}>
      <div className="flex flex-col gap-6">
        <Card title={t('room')}>
          <div className="flex flex-col gap-2">
            <Meter label={t('used')} value={usage.usedMb} max={usage.maximumMb} text={t('usage', usage)} />
            <p className="max-w-reading text-muted">{t('hint')}</p>
          </div>
        </Card>
        <Card title={t('keys')} isFlush={keys.length > 0}>
          {keys.length === 0 ? (
            <p className="text-muted">{t('noKeys')}</p>
          ) : (
            <DataTable
              caption={t('caption')}
              columns={await keyColumns()}
              rows={keys}
              rowKey={({ id }) => id}
            />
          )}
        </Card>
        <p className="max-w-reading text-muted">{t('keysHint', { address: KEYS_ADDRESS })}</p>
      </div>
    </SettingsFrame>
  );
}

async function keyColumns(): Promise<Column<Key>[]> {
  const t = await getTranslations('settings.files');
  return [
    {
      key: 'fingerprint',
      label: t('fingerprint'),
      isRowHeader: true,
      cell: ({ fingerprint }) => <span className="font-mono text-13 wrap-anywhere">{fingerprint}</span>,
    },
    { key: 'since', label: t('since'), cell: ({ createdAt }) => <DateTime at={createdAt} /> },
    {
      key: 'until',
      label: t('until'),
      cell: ({ retiredAt }) => (retiredAt === null ? t('current') : <DateTime at={retiredAt} />),
    },
  ];
}
