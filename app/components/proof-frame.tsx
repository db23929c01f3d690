'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** The part of the frame above the proof, so that what leads to it is seen. */
const LEAD = 1 / 3;

/** A long text in a frame of its own, which begins where its first mark is. The page itself stays where it is. */
export function ProofFrame({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = frame.current?.querySelector('mark');
    if (!frame.current || !mark) return;
    const below = mark.getBoundingClientRect().top - frame.current.getBoundingClientRect().top;
    frame.current.scrollTop += below - frame.current.clientHeight * LEAD;
  }, []);
  return (
    <div ref={frame} className="max-h-[32rem] min-w-0 overflow-y-auto rounded-8">
      {children}
    </div>
  );
}
