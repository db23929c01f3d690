'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { Select } from '@/app/components/select';
import { SubmitButton } from '@/app/components/submit-button';
import type { SubjectPreference } from '@/lib/notices/preferences/get-preferences';
import { NOTICE_MODES } from '@/lib/notices/rules/subjects';
import { savePreferencesAction } from './actions';

/** How one hears of each subject by mail; what nobody can switch off is said and is no choice. */
export function PreferencesForm({ subjects }: { subjects: readonly SubjectPreference[] }) {
  const t = useTranslations('settings.notices');
  const names = useTranslations('notices.subjects');
  return (
    <ActionForm action={savePreferencesAction} hasSavedNote>
      <div className="flex max-w-xl flex-col gap-5">
        {subjects.map(({ subject, mode, isSwitchable }) =>
          isSwitchable ? (
            <Select
              key={subject}
              name={subject}
              label={names(subject)}
              hint={t(`hint.${subject}`)}
              defaultValue={mode}
              options={NOTICE_MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
            />
          ) : (
            <div key={subject} className="flex flex-col gap-1">
              <p className="font-medium">{names(subject)}</p>
              <p className="text-13 text-muted">{t(`hint.${subject}`)}</p>
              <p>{t('always')}</p>
            </div>
          ),
        )}
        <div>
          <SubmitButton>{t('save')}</SubmitButton>
        </div>
      </div>
    </ActionForm>
  );
}
