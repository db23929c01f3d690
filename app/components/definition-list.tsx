import type { ReactNode } from 'react';

export type Definition = { term: string; value: ReactNode };

/** Facts by name, in two columns where there is room. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
      {items.map(({ term, value }) => (
        <div key={term} className="contents max-sm:flex max-sm:flex-col">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 wrap-anywhere max-sm:pb-1">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
