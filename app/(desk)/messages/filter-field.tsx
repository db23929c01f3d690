import { useId } from 'react';
import { classNames } from '@/app/components/class-names';

type FilterFieldProps = {
  name: string;
  label: string;
  /** A text is a path: in mono, as wide as there is room. */
  type: 'text' | 'datetime-local';
  defaultValue: string;
  hint?: string;
};

/** One filter of a list that is typed. */
export function FilterField({ name, label, type, defaultValue, hint }: FilterFieldProps) {
  const id = useId();
  const isPath = type === 'text';
  return (
    <div className={classNames('col-span-full flex min-w-0 flex-col gap-1.5', isPath && 'w-full max-w-160')}>
      <label htmlFor={id} className="text-13 text-muted">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        defaultValue={defaultValue}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={classNames('field-box', isPath && 'font-mono text-13')}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
