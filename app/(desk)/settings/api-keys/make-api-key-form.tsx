import { useTranslations } from 'next-intl';
import { Select } from '@/app/components/select';
import { ShownOnceForm } from '@/app/components/shown-once-form';
import { TextField } from '@/app/components/text-field';
import { API_KEY_DAYS, API_KEY_DAYS_MAXIMUM, API_KEY_NAME_LENGTH } from '@/lib/core/policy';
import { makeApiKeyAction } from './actions';
import { ScopeFields } from './scope-fields';

const DAYS = [7, 30, API_KEY_DAYS, 180, API_KEY_DAYS_MAXIMUM];

/** Makes a key and shows it, once. */
export function MakeApiKeyForm() {
  const t = useTranslations('settings.api-keys');
  return (
    <ShownOnceForm action={makeApiKeyAction} label={t('key')} hint={t('shown')} submit={t('addSubmit')}>
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        maxLength={API_KEY_NAME_LENGTH}
        autoComplete="off"
      />
      <ScopeFields />
      <Select
        name="days"
        label={t('lasts')}
        hint={t('lastsHint')}
        defaultValue={String(API_KEY_DAYS)}
        options={DAYS.map((count) => ({ value: String(count), label: t('days', { count }) }))}
      />
    </ShownOnceForm>
  );
}
