'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Field } from '@/app/components/field';
import { useField } from '@/app/components/form-context';
import { withLists } from '@/lib/i18n/list-text';
import type { RequestProblem } from '@/lib/koogallery/validate-request';

type JsonFieldProps = {
  text: string;
  /** The text is a JSON object. */
  isReadable: boolean;
  /** What the rules say about the object. */
  notes: readonly RequestProblem[];
  onChange: (text: string) => void;
};

/** The whole request as JSON; it is sent in the compact form that is signed. */
export function JsonField({ text, isReadable, notes, onChange }: JsonFieldProps) {
  const t = useTranslations('connection.case');
  const checks = useTranslations('connection-checks.request');
  const locale = useLocale();
  const { id, problem } = useField('json', true);
  const wrong = isReadable ? problem : t('notAnObject');
  return (
    <Field id={id} label={t('jsonLabel')} hint={t('jsonHint')} problem={wrong}>
      <textarea
        id={id}
        name="json"
        rows={14}
        value={text}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={wrong !== undefined || undefined}
        aria-describedby={wrong === undefined ? `${id}-hint` : `${id}-hint ${id}-problem`}
        className="field-box field-sizing-content resize-y font-mono text-13"
      />
      {notes.length > 0 && (
        <ul role="status" className="list-disc pl-5 text-13 text-attention">
          {notes.map((note) => (
            <li key={`${note.field} ${note.code}`}>{checks(note.code, withLists(locale, note))}</li>
          ))}
        </ul>
      )}
    </Field>
  );
}
