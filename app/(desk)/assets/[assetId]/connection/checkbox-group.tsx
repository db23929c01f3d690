'use client';

import { FieldError } from '@/app/components/field-error';
import { useField } from '@/app/components/form-context';

type CheckboxGroupProps = {
  name: string;
  label: string;
  hint: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
};

/** Several of a few values, all sent under one name. */
export function CheckboxGroup({ name, label, hint, options, chosen }: CheckboxGroupProps) {
  const { id, problem, describedBy } = useField(name, true);
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={describedBy} className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{label}</legend>
      <p id={`${id}-hint`} className="text-13 text-muted">
        {hint}
      </p>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-6 items-center gap-2.5">
          <input
            type="checkbox"
            name={name}
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
            className="size-4 shrink-0 accent-accent"
          />
          {option.label}
        </label>
      ))}
      {problem !== undefined && <FieldError id={`${id}-problem`} message={problem} />}
    </fieldset>
  );
}
