import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from '../../components/class-names';
import { Field } from '../../components/field';

type AreaFieldProps = Omit<ComponentProps<'textarea'>, 'id' | 'name' | 'className' | 'onChange'> & {
  label: string;
  hint?: ReactNode;
  problem?: string;
  isOptional?: boolean;
  /** For whole messages: the field has room even while it is empty. */
  isTall?: boolean;
  value: string;
  onChange: (value: string) => void;
};

/** Several lines of bytes as text; without a name, for the reason that `LineField` gives. */
export function AreaField({
  label,
  hint,
  problem,
  isOptional,
  isTall = false,
  onChange,
  ...rest
}: AreaFieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`];
  return (
    <Field id={id} label={label} hint={hint} problem={problem} isOptional={isOptional}>
      <textarea
        {...rest}
        id={id}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        className={classNames(
          'field-box field-sizing-content max-h-96 resize-y font-mono text-13',
          isTall ? 'min-h-64' : 'min-h-20',
        )}
      />
    </Field>
  );
}
