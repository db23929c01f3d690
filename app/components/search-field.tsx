import { Search } from 'lucide-react';
import { useId } from 'react';
import { SearchKey } from '@/app/shortcuts/search-key';
import { classNames } from './class-names';
import { Glyph } from './glyph';

type SearchFieldProps = {
  name: string;
  label: string;
  defaultValue?: string;
  placeholder?: string;
  /** Whether `/` focuses it; the key is shown inside at the end. */
  hasKey?: boolean;
  isLabelHidden?: boolean;
  id?: string;
};

/** Free text that narrows a list. */
export function SearchField({
  name,
  label,
  defaultValue,
  placeholder,
  hasKey = false,
  isLabelHidden = false,
  id,
}: SearchFieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  return (
    <div className="col-span-full flex min-w-0 flex-1 basis-60 flex-col gap-1.5 sm:max-w-96">
      <label htmlFor={inputId} className={classNames('text-13 text-muted', isLabelHidden && 'sr-only')}>
        {label}
      </label>
      <div className="relative">
        <Glyph
          icon={Search}
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
        />
        <input
          id={inputId}
          name={name}
          type="search"
          defaultValue={defaultValue}
          placeholder={placeholder}
          className="field-box peer pl-9"
        />
        {hasKey && <SearchKey />}
      </div>
    </div>
  );
}
