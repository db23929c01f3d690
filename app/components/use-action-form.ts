import { type FormEvent, startTransition, useActionState, useRef, useState } from 'react';
import { type ActionError, type FormAction, isConflictData } from '@/app/action-result';
import type { ConflictData } from '@/lib/core/edit-conflict';
import { setFormValue } from './form-values';
import { useAutoSave } from './use-auto-save';

/** How a form over an action is sent, and sent once more when two people's values conflict (`ActionForm`). */
export function useActionForm<T>(
  action: FormAction<T>,
  initialError: ActionError | null,
  savesItself: boolean,
) {
  const [result, send, isPending] = useActionState(
    action,
    initialError === null ? null : { ok: false as const, error: initialError },
  );
  const [settled, setSettled] = useState<ConflictData | null>(null);
  const ref = useRef<HTMLFormElement>(null);
  const { handlers, noteContent } = useAutoSave(ref, savesItself, isPending);
  const error = result?.ok === false ? result.error : null;
  const conflict = error?.code === 'CONFLICT' && isConflictData(error.data) ? error.data : null;
  const isSettled = conflict !== null && conflict === settled;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    if (savesItself && ((conflict !== null && !isSettled) || !noteContent(event.currentTarget))) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  }

  function settle(choice: ConflictData, takeTheirs: boolean) {
    const element = ref.current;
    if (element === null) return;
    setSettled(choice);
    if (takeTheirs) for (const { field, theirs } of choice.fields) setFormValue(element, field, theirs);
    noteContent(element);
    if (takeTheirs) return;
    const data = new FormData(element);
    data.set('version', String(choice.version));
    startTransition(() => send(data));
  }

  return {
    ...{ result, isPending, conflict, isSettled, settle, settledVersion: settled?.version ?? 0 },
    props: { ref, action: send, onSubmit, ...handlers },
  };
}
