import { type ComponentProps, type ReactNode, useId } from 'react';
import { Field } from '../../components/field';

type LineFieldProps = Omit<ComponentProps<'input'>, 'id' | 'name' | 'className' | 'onChange'> & {
  label: string;
  hint?: ReactNode;
  problem?: string;
  isOptional?: boolean;
  value: string;
  onChange: (value: string) => void;
};

/**
 * One line for a protocol word. It has no name: not even a form that the browser sends on its own, before the page is
 * alive, could carry what is in it. `autoComplete` off also keeps it out of the browser's session history.
 */
export function LineField({ label, hint, problem, isOptional, onChange, ...rest }: LineFieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`];
  return (
    <Field id={id} label={label} hint={hint} problem={problem} isOptional={isOptional}>
      <input
        {...rest}
        id={id}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        className="field-box font-mono text-13"
      />
    </Field>
  );
}
