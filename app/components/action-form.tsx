'use client';

import { type ReactNode, useId, useMemo } from 'react';
import type { ActionError, ActionResult, FormAction } from '@/app/action-result';
import type { ConflictData } from '@/lib/core/edit-conflict';
import { classNames } from './class-names';
import { ConflictView } from './conflict-view';
import { ErrorSummary, type FormKind } from './error-summary';
import { FormContext } from './form-context';
import { SaveState } from './save-state';
import { SavedNote } from './saved-note';
import { useActionForm } from './use-action-form';

type ActionFormProps<T> = {
  action: FormAction<T>;
  /** Names of the fields by control name, for the conflict view. */
  labels?: Record<string, string>;
  /** Says "Saved 12:03" after a success; off for forms that lead elsewhere. */
  hasSavedNote?: boolean;
  /**
   * Saves by itself, says so below the fields, and never moves the focus to a problem: whoever types goes on
   * typing. While two people's values conflict, nothing is saved until one of them is chosen.
   */
  savesItself?: boolean;
  /** With `savesItself`: the form begins with what is not stored yet. */
  startsUnsaved?: boolean;
  /** With `savesItself`: what became of values that were not saved. */
  unsavedNote?: ReactNode;
  /** What a value is called, where it is a code. */
  sayValue?: (field: string, value: string) => string;
  /** Shows the stored values, where putting them into the controls is not enough. */
  onTakeTheirs?: (conflict: ConflictData) => void;
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
  startsUnsaved = false,
  unsavedNote,
  sayValue,
  onTakeTheirs,
  kind = 'save',
  version,
  initialError = null,
  className,
  children,
}: ActionFormProps<T>) {
  const { result, isPending, settle, conflict, settledVersion, ...form } = useActionForm(action, {
    ...{ initialError, savesItself, startsUnsaved, onTakeTheirs },
  });
  const formId = useId();
  const error = result?.ok === false ? result.error : null;
  const problems = useMemo(
    () => new Map(error?.fields.map((problem) => [problem.field, problem.message])),
    [error],
  );
  const state = useMemo(() => ({ formId, problems, isPending }), [formId, problems, isPending]);
  const known = Math.max(version ?? 0, settledVersion, savedVersion(result));
  const choice = conflict !== null && !form.isSettled && (
    <ConflictView
      {...{ conflict, labels, sayValue }}
      onKeepMine={() => settle(conflict, false)}
      onTakeTheirs={() => settle(conflict, true)}
    />
  );
  return (
    <FormContext value={state}>
      <form {...form.props} noValidate className={classNames('flex flex-col gap-5', className)}>
        {version !== undefined && <input type="hidden" name="version" value={known} />}
        {error !== null && !form.isSettled && !savesItself && (
          <ErrorSummary error={error} formId={formId} kind={kind} />
        )}
        {!savesItself && choice}
        {children}
        {/* Below the fields: above them it would push away what is being typed. */}
        {savesItself && choice}
        {savesItself && (
          <SaveState
            {...{ isPending, unsavedNote }}
            result={form.isSettled ? null : result}
            problemId={`${formId}-notSaved`}
          />
        )}
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
