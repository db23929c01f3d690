import type { ReactNode } from 'react';
import { PageTitle } from './page-title';

type FailureProps = {
  title: string;
  /** Why it happened, as far as we know. */
  why: ReactNode;
  /** What the reader can do, with the actions. */
  actions: ReactNode;
  referenceLabel?: string;
  reference?: string;
};

/** A page that says what happened, why, what to do, and the number under which the log knows it. */
export function Failure({ title, why, actions, referenceLabel, reference }: FailureProps) {
  return (
    <div className="mx-auto flex w-full max-w-reading flex-col items-start gap-4 px-4 py-16">
      <PageTitle parts={[title]} />
      <h1 className="text-28 font-semibold tracking-tight">{title}</h1>
      <div className="text-muted">{why}</div>
      <div className="flex flex-wrap gap-2 pt-1">{actions}</div>
      {reference !== undefined && (
        <p className="pt-2 text-13 text-muted">
          {referenceLabel} <span className="font-mono select-all">{reference}</span>
        </p>
      )}
    </div>
  );
}
