import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { requireMemberContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import { type ListedApiKey, listApiKeys } from '@/lib/api-keys/list-api-keys';
import { listText } from '@/lib/i18n/list-text';
import { revokeApiKeyAction } from './actions';
import { ApiKeyState } from './api-key-state';
import { MakeApiKeyForm } from './make-api-key-form';

/** The keys with which programs act for the organization; only owners have this page. */
export default async function ApiKeysPage() {
  const context = await requireMemberContext();
  const keys = await orNotFound(listApiKeys(context), ['FORBIDDEN']);
  const [t, columns] = await Promise.all([getTranslations('settings.api-keys'), keyColumns()]);
  return (
    <SettingsFrame section="api-keys" lead={t('lead')} context={context}>
      <div className="flex flex-col gap-6">
        <p className="max-w-reading">
          {t.rich('docs', {
            link: (text) => (
              <Link prefetch={false} href="/api-docs" className="underline">
                {text}
              </Link>
            ),
          })}
        </p>
        <Card title={t('count', { count: keys.length })} isFlush>
          {keys.length === 0 ? (
            <p className="p-4 text-muted">{t('none')}</p>
          ) : (
            <DataTable caption={t('caption')} columns={columns} rows={keys} rowKey={({ id }) => id} />
          )}
        </Card>
        <Card title={t('add')}>
          <MakeApiKeyForm />
        </Card>
      </div>
    </SettingsFrame>
  );
}

async function keyColumns(): Promise<Column<ListedApiKey>[]> {
  const [t, locale] = await Promise.all([getTranslations('settings.api-keys'), getLocale()]);
  return [
    {
      key: 'name',
      label: t('name'),
      isRowHeader: true,
      cell: ({ name, hint, madeBy }) => (
        <span className="flex min-w-0 flex-col">
          <span className="wrap-anywhere">{name}</span>
          <span className="font-mono text-13 font-normal text-muted">{hint}…</span>
          <span className="text-13 font-normal wrap-anywhere text-muted">
            {t('madeBy', { name: madeBy })}
          </span>
        </span>
      ),
    },
    {
      key: 'scopes',
      label: t('may'),
      cell: ({ scopes }) =>
        listText(
          locale,
          (['READ', ...scopes] as const).map((scope) => t(`scope.${scope}`)),
        ),
    },
    { key: 'state', label: t('stateLabel'), cell: (key) => <ApiKeyState {...key} /> },
    {
      key: 'lastUsed',
      label: t('lastUsed'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <DateTime at={lastUsedAt} /> : <span className="text-muted">{t('never')}</span>,
    },
    {
      key: 'actions',
      label: t('actions'),
      align: 'end',
      cell: ({ id, name }) => (
        <span className="inline-flex text-start">
          <ConfirmDialog
            label={t('revoke')}
            title={t('revokeTitle', { name })}
            action={revokeApiKeyAction}
            values={{ keyId: id }}
            done={t('revoked', { name })}
            size="sm"
          >
            <p>{t('revokeLoss')}</p>
          </ConfirmDialog>
        </span>
      ),
    },
  ];
}
