'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { saveRescansAction } from '@/app/(desk)/scans/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { Select } from '@/app/components/select';
import { SubmitButton } from '@/app/components/submit-button';
import { DEFAULT_ZONE } from '@/lib/i18n/time-zones';
import type { Rescans } from '@/lib/scans/rescans/find-rescan-plan';
import { RESCAN_DAYS_BEFORE } from '@/lib/scans/rules/rescan-window';

/** Where nobody has chosen yet: at night. */
const QUIET_HOUR = 2;
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

type RescansCardProps = { websiteId: string; rescans: Rescans | null; mayRun: boolean };

/** When Preflight scans the website again by itself; the hour is that of the zone in which it was chosen. */
export function RescansCard({ websiteId, rescans, mayRun }: RescansCardProps) {
  const t = useTranslations('scans.rescans');
  const reader = useTimeZone() ?? DEFAULT_ZONE;
  const zone = rescans?.zone ?? reader;
  const days = RESCAN_DAYS_BEFORE.map((count) => ({
    value: String(count),
    label: t('daysBefore', { days: count }),
  }));
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        <p className="max-w-reading text-13 text-muted">{t('lead')}</p>
        <p>
          {rescans === null && t('isOff')}
          {rescans && (rescans.nextAt ? <NextScan at={rescans.nextAt} /> : t('none'))}
        </p>
        {mayRun && (
          <ActionForm action={saveRescansAction} hasSavedNote>
            <input type="hidden" name="websiteId" value={websiteId} />
            <input type="hidden" name="zone" value={zone} />
            <div className="flex max-w-xl flex-col gap-4">
              <Select
                name="daysBefore"
                label={t('when')}
                defaultValue={String(rescans?.daysBefore ?? 'OFF')}
                options={[{ value: 'OFF', label: t('off') }, ...days]}
              />
              <Select
                name="hour"
                label={t('hour')}
                hint={t('hourHint', { zone })}
                defaultValue={String(rescans?.hour ?? QUIET_HOUR)}
                options={HOURS}
              />
              <div>
                <SubmitButton>{t('save')}</SubmitButton>
              </div>
            </div>
          </ActionForm>
        )}
      </div>
    </Card>
  );
}

function NextScan({ at }: { at: Date }) {
  const t = useTranslations('scans.rescans');
  return t.rich('next', { at: () => <DateTime at={at} /> });
}
