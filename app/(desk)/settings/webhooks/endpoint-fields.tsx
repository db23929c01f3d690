'use client';

import { useTranslations } from 'next-intl';
import { FieldError } from '@/app/components/field-error';
import { useField } from '@/app/components/form-context';
import { TextField } from '@/app/components/text-field';
import { WEBHOOK_SUBJECTS } from '@/lib/webhooks/rules/webhook-subjects';

type EndpointFieldsProps = { url?: string; subjects?: readonly string[] };

/** Where a webhook goes, and what it is sent. */
export function EndpointFields({ url = '', subjects = WEBHOOK_SUBJECTS }: EndpointFieldsProps) {
  const t = useTranslations('settings.webhooks');
  const names = useTranslations('notices.subjects');
  const { id, problem, describedBy } = useField('subjects', true);
  return (
    <>
      <TextField
        name="url"
        type="url"
        label={t('url')}
        hint={t('urlHint')}
        defaultValue={url}
        autoComplete="off"
        spellCheck={false}
      />
      <fieldset id={id} tabIndex={-1} aria-describedby={describedBy} className="flex flex-col gap-2">
        <legend className="mb-1.5 font-medium">{t('subjects')}</legend>
        <p id={`${id}-hint`} className="text-13 text-muted">
          {t('subjectsHint')}
        </p>
        {WEBHOOK_SUBJECTS.map((subject) => (
          <label key={subject} className="flex min-h-6 items-start gap-2.5">
            <input
              type="checkbox"
              name="subjects"
              value={subject}
              defaultChecked={subjects.includes(subject)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>{names(subject)}</span>
          </label>
        ))}
        {problem !== undefined && <FieldError id={`${id}-problem`} message={problem} />}
      </fieldset>
    </>
  );
}
