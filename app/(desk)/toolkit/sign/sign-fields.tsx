import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { AreaField } from '@/app/(desk)/toolkit/area-field';
import { ByteField } from '@/app/(desk)/toolkit/byte-field';
import { LineField } from '@/app/(desk)/toolkit/line-field';
import { Field } from '@/app/components/field';
import { SelectBox } from '@/app/components/select-box';
import type { NamedSample } from './named-sample';
import { type SignForm, type SignProblem, withSample } from './sign-form';

const EXAMPLE_URL = 'https://saas.example.com/saas/produce';
const EXAMPLE_RESPONSE = '{"resultCode":"000000","resultMsg":"success."}';

type SignFieldsProps = {
  form: SignForm;
  onChange: (form: SignForm) => void;
  samples: readonly NamedSample[];
  describeProblem: (problem: SignProblem) => string | undefined;
};

/** What goes into the message; the controls are those that its rule needs. */
export function SignFields(props: SignFieldsProps) {
  const t = useTranslations('toolkit.sign');
  const { form, onChange } = props;
  if (form.profile !== 'v1-body-sign') return <CallFields {...props} profile={form.profile} />;
  return (
    <ByteField
      label={t('answer')}
      hint={t('answerHint')}
      placeholder={EXAMPLE_RESPONSE}
      source={form.body}
      onChange={(body) => onChange({ ...form, body })}
    />
  );
}

type CallFieldsProps = SignFieldsProps & { profile: Exclude<SignForm['profile'], 'v1-body-sign'> };

function CallFields({ form, onChange, samples, describeProblem, profile }: CallFieldsProps) {
  const t = useTranslations('toolkit.sign');
  const id = useId();
  const content = profile === 'v1-auth-token' ? 'parameters' : 'body';
  const own = samples.filter((sample) => sample.profile === profile);
  return (
    <>
      <LineField
        label={t('url')}
        hint={t(`urlHint.${profile}`)}
        placeholder={EXAMPLE_URL}
        inputMode="url"
        problem={describeProblem('URL_INVALID')}
        value={form.url}
        onChange={(url) => onChange({ ...form, url })}
      />
      {own.length > 0 && (
        <Field id={`${id}-sample`} label={t('sample')} hint={t('sampleHint')}>
          <SelectBox
            id={`${id}-sample`}
            autoComplete="off"
            aria-describedby={`${id}-sample-hint`}
            value={form.sample ?? ''}
            onChange={(event) => {
              const sample = own.find(({ name }) => name === event.target.value);
              if (sample) onChange(withSample(form, sample));
            }}
            options={own.map(({ name }) => ({ value: name, label: name }))}
          />
        </Field>
      )}
      {profile === 'v2-kit' && (
        <LineField
          label={t('path')}
          hint={t('pathHint')}
          problem={describeProblem('PATH_INVALID')}
          value={form.path}
          onChange={(path) => onChange({ ...form, path })}
        />
      )}
      <AreaField
        label={t(content)}
        hint={t(`${content}Hint`)}
        problem={describeProblem('NOT_AN_OBJECT')}
        value={form.json}
        onChange={(json) => onChange({ ...form, json })}
      />
    </>
  );
}
