'use client';

import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  startTransition,
  useActionState,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { ASSET_DESCRIPTION_LENGTH, ASSET_NAME_LENGTH } from '@/lib/core/policy';
import { type ConflictData, isConflictData } from '../../../../action-result';
import { ConflictView } from '../../../../components/conflict-view';
import { FieldError } from '../../../../components/field-error';
import { FormContext } from '../../../../components/form-context';
import { setFormValue } from '../../../../components/form-values';
import { SavedNote } from '../../../../components/saved-note';
import { Spinner } from '../../../../components/spinner';
import { TextArea } from '../../../../components/text-area';
import { TextField } from '../../../../components/text-field';
import { saveDetailsAction } from '../../actions';

const SAVE_AFTER_MS = 1_000;

type DetailsFormProps = { assetId: string; version: number; name: string; description: string };

const valuesOf = (data: FormData) => JSON.stringify([data.get('name'), data.get('description')]);

/**
 * Saves by itself: a second after typing stops, and when a field is left. What was typed while a save runs is saved
 * after it; while two people's values conflict, nothing is saved until one of them is chosen. Unlike
 * other forms it never moves the focus to a problem: whoever types goes on typing.
 */
export function DetailsForm({ assetId, version, name, description }: DetailsFormProps) {
  const t = useTranslations('assets.details');
  const [result, send, isPending] = useActionState(saveDetailsAction, null);
  const [settled, setSettled] = useState<ConflictData | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const lastSent = useRef(JSON.stringify([name, description]));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const formId = useId();

  const error = result?.ok === false ? result.error : null;
  const data = error?.code === 'CONFLICT' && isConflictData(error.data) ? error.data : null;
  const conflict = data === settled ? null : data;
  const problems = useMemo(
    () => new Map(error?.fields.map((problem) => [problem.field, problem.message])),
    [error],
  );
  const state = useMemo(() => ({ formId, problems, isPending }), [formId, problems, isPending]);
  const known = Math.max(version, settled?.version ?? 0, result?.ok ? result.value.version : 0);

  function saveSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => form.current?.requestSubmit(), SAVE_AFTER_MS);
  }

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    clearTimeout(timer.current);
    const values = new FormData(event.currentTarget);
    if (isPending || conflict !== null || valuesOf(values) === lastSent.current) return;
    lastSent.current = valuesOf(values);
    startTransition(() => send(values));
  }

  useEffect(() => {
    if (!isPending && form.current !== null && valuesOf(new FormData(form.current)) !== lastSent.current)
      timer.current = setTimeout(() => form.current?.requestSubmit(), SAVE_AFTER_MS);
    return () => clearTimeout(timer.current);
  }, [isPending]);

  function settle(choice: ConflictData, takeTheirs: boolean) {
    const element = form.current;
    if (element === null) return;
    setSettled(choice);
    if (takeTheirs) for (const { field, theirs } of choice.fields) setFormValue(element, field, theirs);
    const values = new FormData(element);
    lastSent.current = valuesOf(values);
    if (takeTheirs) return;
    values.set('version', String(choice.version));
    startTransition(() => send(values));
  }

  return (
    <FormContext value={state}>
      <form
        ref={form}
        action={send}
        onSubmit={save}
        onInput={saveSoon}
        onBlur={() => form.current?.requestSubmit()}
        noValidate
        className="flex flex-col gap-5"
      >
        <input type="hidden" name="assetId" value={assetId} />
        <input type="hidden" name="version" value={known} />
        {conflict !== null && (
          <ConflictView
            conflict={conflict}
            labels={{ name: t('name'), description: t('description') }}
            onKeepMine={() => settle(conflict, false)}
            onTakeTheirs={() => settle(conflict, true)}
          />
        )}
        <div id="name">
          <TextField
            name="name"
            label={t('name')}
            hint={t('nameHint')}
            defaultValue={name}
            maxLength={ASSET_NAME_LENGTH}
            autoComplete="off"
            required
          />
        </div>
        <TextArea
          name="description"
          label={t('description')}
          hint={t('descriptionHint')}
          defaultValue={description}
          maxLength={ASSET_DESCRIPTION_LENGTH}
          rows={6}
          isOptional
        />
        <div className="flex min-h-6 items-center text-13 text-muted">
          {isPending && (
            <span className="inline-flex items-center gap-1.5">
              <Spinner />
              {t('saving')}
            </span>
          )}
          {!isPending && result === null && t('savesItself')}
          <SavedNote result={result} isPending={isPending} />
          <div role="alert" className="empty:hidden">
            {error !== null && data === null && !isPending && (
              <FieldError
                id={`${formId}-notSaved`}
                message={error.fields.length > 0 ? t('notSavedValue') : `${t('notSaved')} ${error.message}`}
              />
            )}
          </div>
        </div>
      </form>
    </FormContext>
  );
}
