'use client';

import { useEffect, useRef } from 'react';

type ProblemBoxProps = {
  /** Changes with each attempt: a second refusal in the same words is announced again. */
  attempt: unknown;
  sentence: string | null;
  fields: readonly { href: string; message: string }[];
};

/** What went wrong, on top of the form; takes the focus after an attempt and links to the fields. */
export function ProblemBox({ attempt, sentence, fields }: ProblemBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const hasProblem = sentence !== null || fields.length > 0;
  useEffect(() => {
    if (attempt !== null && hasProblem) box.current?.focus();
  }, [attempt, hasProblem]);
  if (!hasProblem) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-8 border border-danger bg-danger-quiet px-4 py-3 text-text"
    >
      {sentence !== null && <p>{sentence}</p>}
      {fields.length > 0 && (
        <ul className="flex flex-col gap-1">
          {fields.map(({ href, message }) => (
            <li key={href}>
              <a href={href} className="text-link">
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
