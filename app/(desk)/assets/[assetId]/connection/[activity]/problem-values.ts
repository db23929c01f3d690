import type { RequestProblem } from '@/lib/koogallery/validate-request';

/** What the sentence of a problem names: lists as one text. */
export function problemValues(problem: RequestProblem): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(problem).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
