/** An instant as the reader sees it: for machines, on hover, and in the line. */
export type ShownInstant = { iso: string; exact: string; text: string };

/** An instant that is written already (`useInstants`), as rows have it that are handed to the browser as data. */
export function TimeMark({ instant: { iso, exact, text } }: { instant: ShownInstant }) {
  return (
    <time dateTime={iso} title={exact} className="whitespace-nowrap tabular-nums">
      {text}
    </time>
  );
}
