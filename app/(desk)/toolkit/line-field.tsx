import type { ComponentProps } from 'react';
import { Field } from '@/app/components/field';
import { type UnnamedField, useUnnamedField } from './unnamed-field';

type LineFieldProps = Omit<ComponentProps<'input'>, 'id' | 'name' | 'className' | 'onChange'> & UnnamedField;

/** One line for a protocol word. */
export function LineField({ label, hint, problem, isOptional, onChange, ...rest }: LineFieldProps) {
  const { field, control } = useUnnamedField({ label, hint, problem, isOptional, onChange });
  return (
    <Field {...field}>
      <input {...rest} {...control} className="field-box font-mono text-13" />
    </Field>
  );
}
