'use client';

import { createContext, use, useId } from 'react';

/** What a form tells its fields: ids derive from the form's, so that the error summary can link to each. */
export type FormState = { formId: string; problems: ReadonlyMap<string, string>; isPending: boolean };

export const FormContext = createContext<FormState | null>(null);

/** The ids and the problem of one control; works outside an `ActionForm` too, then without a problem. */
export function useField(name: string, hasHint: boolean) {
  const form = use(FormContext);
  const ownId = useId();
  const id = form === null ? `${ownId}-${name}` : `${form.formId}-${name}`;
  const problem = form?.problems.get(name);
  const describedBy = [hasHint && `${id}-hint`, problem !== undefined && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  return { id, problem, describedBy: describedBy === '' ? undefined : describedBy };
}
