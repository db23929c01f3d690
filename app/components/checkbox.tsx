'use client';

import type { ComponentProps, ReactNode } from 'react';
import { FieldError } from './field-error';
import { useField } from './form-context';

type CheckboxProps = Omit<ComponentProps<'input'>, 'id' | 'type' | 'className'> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
};

/** Yes or no, sent with a form. */
export function Checkbox({ name, label, hint, ...rest }: CheckboxProps) {
  const { id, problem, describedBy } = useField(name, hint !== undefined);
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-6 items-start gap-2.5">
        <input
          {...rest}
          type="checkbox"
          id={id}
          name={name}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={describedBy}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span className="max-w-reading">{label}</span>
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="pl-6.5 text-13 text-muted">
          {hint}
        </p>
      )}
      {problem !== undefined && <FieldError id={`${id}-problem`} message={problem} />}
    </div>
  );
}
