import type { ActiveCheck } from '../check';

/**
 * Sends each place that only reads one value that breaks every kind of literal. What the answer leaks is found by the
 * checks that look at each answer; the probe is one that all classes share.
 */
export const provokedErrors: ActiveCheck = {
  kind: 'active',
  id: 'provoked-errors',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 209,
  applies: ({ effect, location }) => effect === 'READS' && location !== 'HEADER',
  async run(point, context) {
    await context.broken(point);
    return [];
  },
};
