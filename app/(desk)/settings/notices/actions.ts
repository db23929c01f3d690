'use server';

import { formAction } from '@/app/form-action';
import { savePreferences } from '@/lib/notices/preferences/save-preferences';
import { NOTICE_SUBJECTS } from '@/lib/notices/rules/subjects';

export const savePreferencesAction = formAction('save-notice-preferences', savePreferences, {
  read: (form) => ({
    modes: Object.fromEntries(
      NOTICE_SUBJECTS.flatMap((one) => (form.has(one) ? [[one, form.get(one)]] : [])),
    ),
  }),
});
