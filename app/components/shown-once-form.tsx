'use client';

import { type ReactNode, useState } from 'react';
import type { ActionResult, FormAction } from '@/app/action-result';
import { ActionForm } from './action-form';
import { CodeBlock } from './code-block';
import { SubmitButton } from './submit-button';

type ShownOnceFormProps = {
  action: FormAction<{ shown: string }>;
  /** What is made. */
  label: string;
  /** That it is shown only now, and where to keep it. */
  hint: string;
  submit: string;
  children: ReactNode;
};

/** Makes a secret and shows it above the form, which is empty again, until the page is left. */
export function ShownOnceForm({ action, label, hint, submit, children }: ShownOnceFormProps) {
  const [made, setMade] = useState<{ times: number; shown: string } | null>(null);

  async function make(previous: ActionResult<{ shown: string }> | null, form: FormData) {
    const result = await action(previous, form);
    if (result.ok) setMade((last) => ({ times: (last?.times ?? 0) + 1, shown: result.value.shown }));
    return result;
  }

  return (
    <div className="flex max-w-xl flex-col gap-5">
      <div role="status" className="flex flex-col gap-2 empty:hidden">
        {made !== null && (
          <>
            <CodeBlock label={label} text={made.shown} />
            <p className="text-13 text-muted">{hint}</p>
          </>
        )}
      </div>
      <ActionForm key={made?.times ?? 0} action={make}>
        {children}
        <div>
          <SubmitButton>{submit}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
