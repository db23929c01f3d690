import { useTranslations } from 'next-intl';
import { TextField } from './text-field';

/** A new password of at least `minimum` characters, typed twice. Needs the texts of `auth`. */
export function NewPasswordFields({ minimum }: { minimum: number }) {
  const t = useTranslations('auth.newPassword');
  return (
    <>
      <TextField
        name="newPassword"
        type="password"
        label={t('label')}
        hint={t('hint', { minimum })}
        autoComplete="new-password"
      />
      <TextField name="repeatedPassword" type="password" label={t('again')} autoComplete="new-password" />
    </>
  );
}
