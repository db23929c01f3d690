import { useId } from 'react';
import { CopyButton } from '@/app/components/copy-button';

type HexViewProps = { label: string; text: string; note: string | undefined };

/** Rows of a hex dump: never wrapped, scrolled sideways where there is no room, by keyboard too. */
export function HexView({ label, text, note }: HexViewProps) {
  const labelId = useId();
  return (
    <figure className="min-w-0 overflow-hidden rounded-8 border border-line">
      <figcaption className="flex min-h-9 items-center justify-between gap-2 border-b border-line bg-raised py-1 pr-1 pl-3">
        <span id={labelId} className="text-13 font-medium text-muted">
          {label}
        </span>
        <CopyButton text={text} />
      </figcaption>
      {/* A text area, because it can be scrolled by keyboard where a plain block cannot. */}
      <textarea
        readOnly
        wrap="off"
        rows={text.split('\n').length}
        value={text}
        aria-labelledby={labelId}
        className="block w-full resize-none overflow-x-auto overflow-y-hidden bg-sunken px-3 py-2.5 font-mono text-12 -outline-offset-2"
      />
      {note !== undefined && (
        <p className="border-t border-line bg-raised px-3 py-1.5 text-13 text-muted">{note}</p>
      )}
    </figure>
  );
}
