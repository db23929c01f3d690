'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { Field } from './field';
import { useField } from './form-context';

type TextFieldProps = Omit<ComponentProps<'input'>, 'id' | 'className'> & {
  name: string;
  label: string;
  hint?: ReactNode;
  isOptional?: boolean;
  /** For hosts, addresses, keys and codes. */
  isMono?: boolean;
};

/** One line of text. */
export function TextField({ name, label, hint, isOptional, isMono = false, ...rest }: TextFieldProps) {
  const { id, problem, describedBy } = useField(name, hint !== undefined);
  return (
    <Field id={id} label={label} hint={hint} problem={problem} isOptional={isOptional}>
      <input
        {...rest}
        id={id}
        name={name}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={describedBy}
        className={classNames('field-box', isMono && 'font-mono text-13')}
      />
    </Field>
  );
}
