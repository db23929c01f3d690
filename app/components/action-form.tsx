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
import { type ActionError, type ActionResult, type FormAction, isConflictData } from '@/app/action-result';
import type { ConflictData } from '@/lib/core/edit-conflict';
import { classNames } from './class-names';
import { ConflictView } from './conflict-view';
import { ErrorSummary, type FormKind } from './error-summary';
import { FormContext } from './form-context';
import { setFormValue } from './form-values';
import { SaveState } from './save-state';
import { SavedNote } from './saved-note';
import { useAutoSave } from './use-auto-save';

type ActionFormProps<T> = {
  action: FormAction<T>;
  /** Names of the fields by control name, for the conflict view. */
  labels?: Record<string, string>;
  /** Says "Saved 12:03" after a success; off for forms that lead elsewhere. */
  hasSavedNote?: boolean;
  /**
   * Saves text fields by itself, says so below them, and never moves the focus to a problem: whoever types goes on
   * typing. While two people's values conflict, nothing is saved until one of them is chosen.
   */
  savesItself?: boolean;
  kind?: FormKind;
  /** The version that was read, sent as `version`: two people's edits meet in the conflict view. */
  version?: number;
  /** What is wrong before anything was sent. */
  initialError?: ActionError | null;
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
  savesItself = false,
  kind = 'save',
  version,
  initialError = null,
  className,
  children,
}: ActionFormProps<T>) {
  const [result, send, isPending] = useActionState(
    action,
    initialError === null ? null : { ok: false as const, error: initialError },
  );
  const [settled, setSettled] = useState<ConflictData | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();
  const { handlers, noteContent } = useAutoSave(form, savesItself, isPending);
  const error = result?.ok === false ? result.error : null;
  const problems = useMemo(
    () => new Map(error?.fields.map((problem) => [problem.field, problem.message])),
    [error],
  );
  const state = useMemo(() => ({ formId, problems, isPending }), [formId, problems, isPending]);
  const conflict = error?.code === 'CONFLICT' && isConflictData(error.data) ? error.data : null;
  const isSettled = conflict !== null && conflict === settled;
  const known = Math.max(version ?? 0, settled?.version ?? 0, savedVersion(result));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    if (savesItself && ((conflict !== null && !isSettled) || !noteContent(event.currentTarget))) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  }

  function settle(choice: ConflictData, takeTheirs: boolean) {
    const element = form.current;
    if (element === null) return;
    setSettled(choice);
    if (takeTheirs) for (const { field, theirs } of choice.fields) setFormValue(element, field, theirs);
    noteContent(element);
    if (takeTheirs) return;
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
        {...handlers}
        noValidate
        className={classNames('flex flex-col gap-5', className)}
      >
        {version !== undefined && <input type="hidden" name="version" value={known} />}
        {error !== null && !isSettled && !savesItself && (
          <ErrorSummary error={error} formId={formId} kind={kind} />
        )}
        {conflict !== null && !isSettled && (
          <ConflictView
            conflict={conflict}
            labels={labels}
            onKeepMine={() => settle(conflict, false)}
            onTakeTheirs={() => settle(conflict, true)}
          />
        )}
        {children}
        {savesItself && <SaveState result={result} isPending={isPending} problemId={`${formId}-notSaved`} />}
        {hasSavedNote && <SavedNote result={result} isPending={isPending} />}
      </form>
    </FormContext>
  );
}

/** The version that a save has made; 0 where the action answers without one. */
function savedVersion(result: ActionResult<unknown> | null): number {
  const value = result?.ok ? result.value : null;
  if (typeof value !== 'object' || value === null || !('version' in value)) return 0;
  return typeof value.version === 'number' ? value.version : 0;
}
