import type { Route } from 'next';

/** The appeal of a request, or one of its findings open for editing. */
export const appealPath = (submissionId: string, findingId?: string): Route =>
  `/requests/${submissionId}/appeal${findingId ? `?finding=${findingId}` : ''}` as Route;
