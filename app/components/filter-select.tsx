import { useId } from 'react';
import { SelectBox, type SelectOption } from './select-box';

type FilterSelectProps = {
  name: string;
  label: string;
  defaultValue?: string;
  /** The words of "no filter"; its value is the empty string. */
  anyLabel: string;
  options: readonly SelectOption[];
};

/** One filter of a list with a few values. */
export function FilterSelect({ name, label, defaultValue = '', anyLabel, options }: FilterSelectProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5 sm:min-w-36">
      <label htmlFor={id} className="text-13 text-muted">
        {label}
      </label>
      <SelectBox
        id={id}
        name={name}
        defaultValue={defaultValue}
        options={[{ value: '', label: anyLabel }, ...options]}
      />
    </div>
  );
}
