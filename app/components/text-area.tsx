'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { Field } from './field';
import { useField } from './form-context';

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'id' | 'className'> & {
  name: string;
  label: string;
  hint?: ReactNode;
  isOptional?: boolean;
  isMono?: boolean;
};

/** Several lines of text; grows with what is typed where the browser can. */
export function TextArea({
  name,
  label,
  hint,
  isOptional,
  isMono = false,
  rows = 4,
  ...rest
}: TextAreaProps) {
  const { id, problem, describedBy } = useField(name, hint !== undefined);
  return (
    <Field id={id} label={label} hint={hint} problem={problem} isOptional={isOptional}>
      <textarea
        {...rest}
        id={id}
        name={name}
        rows={rows}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={describedBy}
        className={classNames(
          'field-box field-sizing-content min-h-24 resize-y',
          isMono && 'font-mono text-13',
        )}
      />
    </Field>
  );
}
