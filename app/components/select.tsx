'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field';
import { useField } from './form-context';
import { SelectBox } from './select-box';

type SelectProps = Omit<ComponentProps<typeof SelectBox>, 'id' | 'name'> & {
  name: string;
  label: string;
  hint?: ReactNode;
};

/** One of several values. */
export function Select({ name, label, hint, ...rest }: SelectProps) {
  const { id, problem, describedBy } = useField(name, hint !== undefined);
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      <SelectBox
        {...rest}
        id={id}
        name={name}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={describedBy}
      />
    </Field>
  );
}
