import type { ComponentProps } from 'react';
import { classNames } from '@/app/components/class-names';
import { Field } from '@/app/components/field';
import { type UnnamedField, useUnnamedField } from './unnamed-field';

type AreaFieldProps = Omit<ComponentProps<'textarea'>, 'id' | 'name' | 'className' | 'onChange'> &
  UnnamedField & {
    /** For whole messages: the field has room even while it is empty. */
    isTall?: boolean;
  };

/** Several lines of bytes as text. */
export function AreaField({
  label,
  hint,
  problem,
  isOptional,
  isTall = false,
  onChange,
  ...rest
}: AreaFieldProps) {
  const { field, control } = useUnnamedField({ label, hint, problem, isOptional, onChange });
  return (
    <Field {...field}>
      <textarea
        {...rest}
        {...control}
        className={classNames(
          'field-box field-sizing-content max-h-96 resize-y font-mono text-13',
          isTall ? 'min-h-64' : 'min-h-20',
        )}
      />
    </Field>
  );
}
