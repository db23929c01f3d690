import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Glyph } from './glyph';

export type SelectOption = { value: string; label: string };

type SelectBoxProps = Omit<ComponentProps<'select'>, 'className' | 'children'> & {
  options: readonly SelectOption[];
};

/** The browser's own list, which every phone and screen reader knows, in our frame. */
export function SelectBox({ options, ...rest }: SelectBoxProps) {
  return (
    <span className="relative flex">
      <select {...rest} className="field-box appearance-none pr-9">
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Glyph
        icon={ChevronDown}
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
