'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Field } from '@/app/components/field';
import { useField } from '@/app/components/form-context';
import { SelectBox } from '@/app/components/select-box';
import { withLists } from '@/lib/i18n/list-text';
import type { RequestField } from '@/lib/koogallery/interface';
import { ciphertextCount } from '@/lib/koogallery/request-form';
import type { RequestProblem } from '@/lib/koogallery/validate-request';

type BuilderFieldProps = {
  field: RequestField;
  text: string;
  /** What the rules say about the current text. */
  problem: RequestProblem | undefined;
  onChange: (text: string) => void;
};

/** One field of the request, with its limits and what is wrong with it now. */
export function BuilderField({ field, text, problem, onChange }: BuilderFieldProps) {
  const t = useTranslations('connection.case');
  const checks = useTranslations('connection-checks.request');
  const locale = useLocale();
  const { name, isRequired, oneOf, format } = field;
  const { id, problem: answered } = useField(name, true);
  const wrong = problem ? checks(problem.code, withLists(locale, problem)) : answered;
  const shared = {
    id,
    name,
    'aria-invalid': wrong !== undefined || undefined,
    'aria-describedby': wrong === undefined ? `${id}-hint` : `${id}-hint ${id}-problem`,
  };
  const box = 'field-box font-mono text-13';
  const isJson = format === 'json' || format === 'list';
  return (
    <Field
      id={id}
      label={name}
      hint={<FieldHint field={field} text={text} isJson={isJson} />}
      problem={wrong}
      isOptional={!isRequired}
    >
      {oneOf !== null && oneOf.length > 1 ? (
        <SelectBox
          {...shared}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          options={[...(isRequired && text !== '' ? [] : ['']), ...oneOf].map((value) => ({
            value,
            label: value === '' ? t('leftOut') : value,
          }))}
        />
      ) : isJson ? (
        <textarea
          {...shared}
          rows={text === '' ? 2 : 6}
          value={text}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          className={`${box} field-sizing-content max-h-80 resize-y`}
        />
      ) : (
        <input
          {...shared}
          value={text}
          readOnly={oneOf?.length === 1}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          className={box}
        />
      )}
    </Field>
  );
}

/** How long the text may be: of an encrypted field, its ciphertext, which is counted while typing. */
function FieldHint({ field, text, isJson }: Pick<BuilderFieldProps, 'field' | 'text'> & { isJson: boolean }) {
  const t = useTranslations('connection.case');
  const { maxLength, oneOf } = field;
  const limit = oneOf
    ? t(oneOf.length === 1 ? 'fixed' : 'choice')
    : t(isJson ? 'json' : 'limit', { maxLength });
  const count = ciphertextCount(field, text);
  return count ? (
    <>
      {t('encrypted')}{' '}
      <span role="status" className="tabular-nums">
        {t('ciphertextLength', { length: text === '' ? 0 : count.ciphertextCharacters, maxLength })}
      </span>
    </>
  ) : (
    limit
  );
}
