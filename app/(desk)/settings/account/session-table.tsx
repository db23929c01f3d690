import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Pill } from '@/app/components/pill';
import type { OwnSession } from '@/lib/people/list-sessions';
import { recogniseDevice } from '@/lib/people/rules/device';
import { RevokeSession } from './session-buttons';

/** Where the account is signed in, the last used first. */
export function SessionTable({ sessions }: { sessions: readonly OwnSession[] }) {
  const t = useTranslations('settings.account');
  const columns: Column<OwnSession>[] = [
    {
      key: 'device',
      label: t('device'),
      isRowHeader: true,
      cell: ({ userAgent }) => <DeviceName userAgent={userAgent} />,
    },
    {
      key: 'address',
      label: t('address'),
      cell: ({ address }) =>
        address === null ? t('unknownAddress') : <span className="font-mono text-13">{address}</span>,
    },
    { key: 'lastSeen', label: t('lastSeen'), cell: ({ lastSeenAt }) => <DateTime at={lastSeenAt} /> },
    { key: 'signedIn', label: t('signedIn'), cell: ({ createdAt }) => <DateTime at={createdAt} /> },
    {
      key: 'action',
      label: t('action'),
      align: 'end',
      cell: ({ id, isCurrent }) =>
        isCurrent ? (
          <Pill tone="success" icon={Check}>
            {t('thisSession')}
          </Pill>
        ) : (
          <RevokeSession sessionId={id} />
        ),
    },
  ];
  return (
    <DataTable caption={t('sessionsCaption')} columns={columns} rows={sessions} rowKey={({ id }) => id} />
  );
}

function DeviceName({ userAgent }: { userAgent: string | null }) {
  const t = useTranslations('settings.account');
  const { browser, system } = recogniseDevice(userAgent);
  if (browser !== null && system !== null) return t('browserOn', { browser, system });
  return browser ?? system ?? t('unknownDevice');
}
