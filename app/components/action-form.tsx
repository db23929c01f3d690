'use client';

import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type ConflictData, type FormAction, isConflictData } from '../action-result';
import { classNames } from './class-names';
import { ConflictView } from './conflict-view';
import { ErrorSummary, type FormKind } from './error-summary';
import { FormContext } from './form-context';
import { setFormValue } from './form-values';
import { SavedNote } from './saved-note';

type ActionFormProps<T> = {
  action: FormAction<T>;
  /** Names of the fields by control name, for the conflict view. */
  labels?: Record<string, string>;
  /** Says "Saved 12:03" after a success; off for forms that lead elsewhere. */
  hasSavedNote?: boolean;
  kind?: FormKind;
  /** The version that was read, sent as `version`: two people's edits meet in the conflict view. */
  version?: number;
  className?: string;
  children: ReactNode;
};

/**
 * A form over a server action: pending state, errors on top and at the fields, both values on a conflict. It works
 * before the page's script has loaded; afterwards what was typed survives a failure, which React's own reset of forms
 * with an action would wipe out.
 */
export function ActionForm<T>({
  action,
  labels = {},
  hasSavedNote = false,
  kind = 'save',
  version,
  className,
  children,
}: ActionFormProps<T>) {
  const [result, send, isPending] = useActionState(action, null);
  const [settled, setSettled] = useState<ConflictData | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();
  const error = result?.ok === false ? result.error : null;
  const problems = useMemo(
    () => new Map(error?.fields.map((problem) => [problem.field, problem.message])),
    [error],
  );
  const state = useMemo(() => ({ formId, problems, isPending }), [formId, problems, isPending]);
  const conflict = error?.code === 'CONFLICT' && isConflictData(error.data) ? error.data : null;
  const isSettled = conflict !== null && conflict === settled;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  }

  function settle(choice: ConflictData, takeTheirs: boolean) {
    const element = form.current;
    if (element === null) return;
    setSettled(choice);
    if (takeTheirs) {
      for (const { field, theirs } of choice.fields) setFormValue(element, field, theirs);
      return;
    }
    const data = new FormData(element);
    data.set('version', String(choice.version));
    startTransition(() => send(data));
  }

  return (
    <FormContext value={state}>
      <form
        ref={form}
        action={send}
        onSubmit={submit}
        noValidate
        className={classNames('flex flex-col gap-5', className)}
      >
        {version !== undefined && (
          <input type="hidden" name="version" value={Math.max(version, settled?.version ?? version)} />
        )}
        {error !== null && !isSettled && <ErrorSummary error={error} formId={formId} kind={kind} />}
        {conflict !== null && !isSettled && (
          <ConflictView
            conflict={conflict}
            labels={labels}
            onKeepMine={() => settle(conflict, false)}
            onTakeTheirs={() => settle(conflict, true)}
          />
        )}
        {children}
        {hasSavedNote && <SavedNote result={result} isPending={isPending} />}
      </form>
    </FormContext>
  );
}
