import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { requireContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import type { CannedReason } from '@/lib/appeals/review/canned/canned-reason-store';
import { listCannedReasons } from '@/lib/appeals/review/canned/list-canned-reasons';
import { ChangeReason } from './change-reason';
import { DeleteReason } from './delete-reason';
import { ReasonForm } from './reason-form';

/** The ready-made reasons of the review desk; only administrators have this page. */
export default async function ReasonsPage() {
  const context = await requireContext();
  const reasons = await orNotFound(listCannedReasons(context), ['FORBIDDEN']);
  const t = await getTranslations('settings.reasons');
  const columns: Column<CannedReason>[] = [
    { key: 'outcome', label: t('outcome'), cell: (reason) => <OutcomeCell {...reason} /> },
    {
      key: 'english',
      label: t('english'),
      isRowHeader: true,
      cell: ({ english }) => (
        <span lang="en" className="font-normal wrap-anywhere">
          {english}
        </span>
      ),
    },
    {
      key: 'chinese',
      label: t('chinese'),
      isLong: true,
      cell: ({ chinese }) => (
        <span lang="zh-CN" className="wrap-anywhere">
          {chinese}
        </span>
      ),
    },
    {
      key: 'actions',
      label: t('actions'),
      align: 'end',
      cell: (reason) => (
        <span className="inline-flex flex-wrap justify-end gap-2 text-start md:flex-nowrap">
          <ChangeReason reason={reason} />
          <DeleteReason reason={reason} />
        </span>
      ),
    },
  ];
  return (
    <SettingsFrame section="reasons" lead={t('lead')} context={context}>
      <div className="flex flex-col gap-6">
        <Card title={t('count', { count: reasons.length })} isFlush>
          {reasons.length === 0 ? (
            <p className="p-4 text-muted">{t('none')}</p>
          ) : (
            <DataTable caption={t('title')} columns={columns} rows={reasons} rowKey={({ id }) => id} />
          )}
        </Card>
        <Card title={t('add')}>
          <div className="max-w-xl">
            <ReasonForm key={reasons.length} reason={null} />
          </div>
        </Card>
      </div>
    </SettingsFrame>
  );
}

function OutcomeCell({ outcome }: CannedReason) {
  const t = useTranslations('review.canned.outcomes');
  return <span className="whitespace-nowrap">{t(outcome)}</span>;
}
