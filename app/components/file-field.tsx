'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field';
import { useField } from './form-context';

type FileFieldProps = Omit<ComponentProps<'input'>, 'id' | 'className' | 'type'> & {
  name: string;
  label: string;
  hint?: ReactNode;
};

/** One file from the reader's machine. */
export function FileField({ name, label, hint, ...rest }: FileFieldProps) {
  const { id, problem, describedBy } = useField(name, hint !== undefined);
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      <input
        {...rest}
        type="file"
        id={id}
        name={name}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={describedBy}
        className="field-box text-13 file:mr-3 file:cursor-pointer file:rounded-4 file:border-0 file:bg-neutral-quiet file:px-2.5 file:py-1 file:text-13 file:font-medium file:text-text"
      />
    </Field>
  );
}
