'use client';

import type { ReactNode } from 'react';
import { FieldError } from './field-error';
import { useField } from './form-context';

export type RadioOption = { value: string; label: string; hint?: ReactNode };

type RadioGroupProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  options: readonly RadioOption[];
  defaultValue?: string;
  onChange?: (value: string) => void;
};

/** One of a few values that are worth seeing all at once, each with its own explanation. */
export function RadioGroup({ name, label, hint, options, defaultValue, onChange }: RadioGroupProps) {
  const { id, problem, describedBy } = useField(name, hint !== undefined);
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={describedBy} className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      )}
      {options.map((option) => (
        <label
          key={option.value}
          className="flex items-start gap-2.5 rounded-8 border border-line bg-raised px-3 py-2.5 hover:border-edge has-checked:border-accent has-checked:bg-accent-quiet"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={option.value === defaultValue}
            onChange={() => onChange?.(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="flex min-w-0 flex-col">
            <span className="font-medium">{option.label}</span>
            {option.hint !== undefined && <span className="text-13 text-muted">{option.hint}</span>}
          </span>
        </label>
      ))}
      {problem !== undefined && <FieldError id={`${id}-problem`} message={problem} />}
    </fieldset>
  );
}
