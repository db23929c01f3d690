'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** The part of the frame above the proof, so that what leads to it is seen. */
const LEAD = 1 / 3;

type ProofFrameProps = { label: string; children: ReactNode };

/** A long text in a frame of its own, which begins where its first mark is. The page itself does not move. */
export function ProofFrame({ label, children }: ProofFrameProps) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const mark = frame.current?.querySelector('mark');
    if (!frame.current || !mark) return;
    const below = mark.getBoundingClientRect().top - frame.current.getBoundingClientRect().top;
    frame.current.scrollTop += below - frame.current.clientHeight * LEAD;
  }, []);
  return (
    <section
      ref={frame}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it no key could scroll the frame.
      tabIndex={0}
      className="max-h-[29rem] overflow-y-auto -outline-offset-2"
    >
      {children}
    </section>
  );
}
