import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Field } from '@/app/components/field';
import { SelectBox } from '@/app/components/select-box';
import { PROFILES, type Profile } from '@/lib/signing/wire-message';

type KindFieldProps = { profile: Profile; onChange: (profile: Profile) => void };

/** Which of the four kinds of messages is made; it decides about all other controls. */
export function KindField({ profile, onChange }: KindFieldProps) {
  const t = useTranslations('toolkit.sign');
  const id = useId();
  return (
    <Field id={id} label={t('profile')} hint={t(`profileHint.${profile}`)}>
      <SelectBox
        id={id}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        value={profile}
        onChange={(event) => onChange(PROFILES.find((one) => one === event.target.value) ?? profile)}
        options={PROFILES.map((value) => ({ value, label: t(`profiles.${value}`) }))}
      />
    </Field>
  );
}
