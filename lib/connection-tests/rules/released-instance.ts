import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { RunItem } from './run-item';

/** Whether a run's cases released an instance; a case with the builder's own request may be about another one. */
export const isReleasedBy = (items: readonly RunItem[], { instanceId }: InstanceReference): boolean =>
  items.some(
    ({ section, activity, state, request }) =>
      section === 'cases' &&
      activity === 'releaseInstance' &&
      (state === 'PASSED' || state === 'WARNED') &&
      (request === undefined || request.instanceId === instanceId),
  );
