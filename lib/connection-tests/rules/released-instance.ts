import type { RunInstance, RunItem } from './run-item';

/** Whether a run's cases released an instance; a case with the builder's own request may be about another one. */
export const isReleasedBy = (items: readonly RunItem[], { instanceId }: RunInstance): boolean =>
  items.some(
    ({ section, activity, state, request }) =>
      section === 'cases' &&
      activity === 'releaseInstance' &&
      (state === 'PASSED' || state === 'WARNED') &&
      (request === undefined || request.instanceId === instanceId),
  );
