'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useField } from './form-context';

type SwitchProps = Omit<ComponentProps<'input'>, 'id' | 'type' | 'role' | 'className' | 'checked'> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
};

/** On or off, in effect at once: a checkbox that says so to screen readers. */
export function Switch({ name, label, hint, checked, ...rest }: SwitchProps) {
  const { id, describedBy } = useField(name, hint !== undefined);
  return (
    <label className="flex items-start justify-between gap-4">
      <span className="flex min-w-0 flex-col">
        <span className="font-medium">{label}</span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="text-13 text-muted">
            {hint}
          </span>
        )}
      </span>
      <input
        {...rest}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        id={id}
        name={name}
        aria-describedby={describedBy}
        className="switch mt-0.5 shrink-0"
      />
    </label>
  );
}
