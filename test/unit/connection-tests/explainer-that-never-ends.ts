import type { Explanation } from '@/lib/response-checks/explanation';

/** This module, as a thread is told of it. */
export const NEVER_ENDS = 'test/unit/connection-tests/explainer-that-never-ends.ts';

const spin = (): Explanation[] => {
  for (;;);
};

export const { explainCall, explainWay, explainShown } = {
  explainCall: spin,
  explainWay: spin,
  explainShown: spin,
};
