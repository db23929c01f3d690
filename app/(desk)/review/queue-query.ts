import type { Route } from 'next';
import { withQuery } from '@/app/paths';
import { firstValue, knownValue, type Search } from '@/app/search-parameters';
import {
  CLAIMED_BY,
  QUEUE_SEVERITIES,
  QUEUE_SORTS,
  type QueueFilter,
  WAITING_ON,
} from '@/lib/appeals/schemas';
import { isId } from '@/lib/core/ids';

/** What the address of the queue says, unusable parts left out. */
export type QueueQuery = Record<
  'q' | 'organization' | 'claimed' | 'severity' | 'waitingOn' | 'sort' | 'direction' | 'page',
  string
>;

export function readQueueQuery(search: Search): QueueQuery {
  const organization = firstValue(search.organization);
  return {
    q: firstValue(search.q),
    organization: isId(organization) ? organization : '',
    claimed: knownValue(search.claimed, CLAIMED_BY),
    severity: knownValue(search.severity, QUEUE_SEVERITIES),
    waitingOn: knownValue(search.waitingOn, WAITING_ON),
    sort: knownValue(search.sort, QUEUE_SORTS),
    direction: knownValue(search.direction, ['asc', 'desc']),
    page: firstValue(search.page),
  };
}

/** The address of the queue with parts of the query changed; parts that say nothing are left out. */
export const queueHref = (query: Partial<QueueQuery>): Route =>
  withQuery('/review', { ...query, page: query.page === '1' ? '' : (query.page ?? '') });

type SortKey = QueueFilter['sort'];

/** What is most urgent comes first: the nearest deadline, the oldest, the gravest. */
const FIRST_DIRECTION: Record<SortKey, 'asc' | 'desc'> = {
  deadline: 'asc',
  age: 'desc',
  severity: 'desc',
  organization: 'asc',
};

export function describeQueueSort(query: QueueQuery, key: SortKey) {
  const current = query.sort || 'deadline';
  const first = FIRST_DIRECTION[key];
  const isCurrent = current === key;
  const direction = query.direction || FIRST_DIRECTION.deadline;
  const next = isCurrent && direction === first ? (first === 'asc' ? 'desc' : 'asc') : first;
  return {
    href: queueHref({ ...query, sort: key, direction: next, page: '' }),
    direction: isCurrent
      ? direction === 'asc'
        ? ('ascending' as const)
        : ('descending' as const)
      : ('none' as const),
  };
}
