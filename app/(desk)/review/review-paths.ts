import type { Route } from 'next';

/** The bench of a request, or one of its findings on it. */
export const reviewPath = (submissionId: string, findingId?: string): Route =>
  `/review/${submissionId}${findingId ? `?finding=${findingId}` : ''}` as Route;
