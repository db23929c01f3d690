import { unstable_rethrow } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useActionState, useRef, useState } from 'react';
import { type ActionError, type FormAction, isConflictData } from '@/app/action-result';
import type { ConflictData } from '@/lib/core/edit-conflict';
import { setFormValue } from './form-values';
import { useAutoSave } from './use-auto-save';

type Options = {
  initialError: ActionError | null;
  savesItself: boolean;
  startsUnsaved: boolean;
  /** In place of putting the stored values into the controls. */
  onTakeTheirs?: (conflict: ConflictData) => void;
};

/** How a form over an action is sent, and sent once more when two people's values conflict (`ActionForm`). */
export function useActionForm<T>(
  action: FormAction<T>,
  { initialError, savesItself, startsUnsaved, onTakeTheirs }: Options,
) {
  const t = useTranslations('common.saveState');
  const [result, send, isPending] = useActionState(
    savesItself ? answerAlways(action, t('unreachable')) : action,
    initialError === null ? null : { ok: false as const, error: initialError },
  );
  const [settled, setSettled] = useState<ConflictData | null>(null);
  const ref = useRef<HTMLFormElement>(null);
  const { handlers, noteContent } = useAutoSave(ref, {
    isOn: savesItself,
    isPending,
    result,
    startsUnsaved,
  });
  const error = result?.ok === false ? result.error : null;
  const conflict = error?.code === 'CONFLICT' && isConflictData(error.data) ? error.data : null;
  const isSettled = conflict !== null && conflict === settled;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (savesItself && conflict !== null && !isSettled) return;
    // A button that is pressed saves in any case; else only what is new is sent.
    const isNew = savesItself ? noteContent(event.currentTarget) : true;
    if (!isNew && submitter === null) return;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  }

  function settle(choice: ConflictData, takeTheirs: boolean) {
    const element = ref.current;
    if (element === null) return;
    setSettled(choice);
    if (takeTheirs && onTakeTheirs) return onTakeTheirs(choice);
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

/** An action that nobody answers, such as without a network, is a failure to be told: thrown, it would take the page away. */
const answerAlways =
  <T>(action: FormAction<T>, unreachable: string): FormAction<T> =>
  async (previous, form) => {
    try {
      return await action(previous, form);
    } catch (thrown) {
      unstable_rethrow(thrown);
      return { ok: false, error: { code: 'INTERNAL', message: unreachable, fields: [], reference: '' } };
    }
  };
