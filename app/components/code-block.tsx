import type { ReactNode } from 'react';
import { splitAtMarks, type TextRange } from '@/lib/findings/rules/split-at-marks';
import { CopyButton } from './copy-button';
import { ProofFrame } from './proof-frame';

type CodeBlockProps = {
  /** Names the block: "Response", "nginx". */
  label: string;
  text: string;
  /** Stretches to highlight, such as the proof of a finding. */
  marks?: readonly TextRange[];
  /** Below the text: that it was cut, how long it was. */
  note?: ReactNode;
  isCopyable?: boolean;
  /** A long text scrolls on its own and begins at its first mark. */
  isFramed?: boolean;
};

/** Bytes, commands and codes as they are: mono, wrapped, copied whole, with marks. */
export function CodeBlock({
  label,
  text,
  marks = [],
  note,
  isCopyable = true,
  isFramed = false,
}: CodeBlockProps) {
  const lines = (
    <pre className="bg-sunken px-3 py-2.5 font-mono text-13 wrap-anywhere whitespace-pre-wrap">
      {splitAtMarks(text, marks).map((piece) =>
        piece.isMarked ? (
          <mark key={piece.from} className="rounded-4 bg-mark px-0.5 text-text">
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </pre>
  );
  return (
    <figure className="min-w-0 overflow-hidden rounded-8 border border-line">
      <figcaption className="flex min-h-9 items-center justify-between gap-2 border-b border-line bg-raised py-1 pr-1 pl-3">
        <span className="text-13 font-medium text-muted">{label}</span>
        {isCopyable && <CopyButton text={text} />}
      </figcaption>
      {isFramed ? <ProofFrame label={label}>{lines}</ProofFrame> : lines}
      {note !== undefined && (
        <p className="border-t border-line bg-raised px-3 py-1.5 text-13 text-muted">{note}</p>
      )}
    </figure>
  );
}
