import type { Route } from 'next';
import { type DeskReader, type PlaceId, placesFor } from '@/app/places';

/** The chord of the command palette: ⌘ K on a Mac, Ctrl K elsewhere. It types nothing and so acts in fields too. */
export const PALETTE_CHORD = 'mod+k';

/** Goes to the search or the filters of the page. */
export const SEARCH_KEY = '/';

/** Opens the list of shortcuts. */
export const HELP_KEY = '?';

/** What acts on every page. */
const GENERAL = { palette: [PALETTE_CHORD], search: [SEARCH_KEY], help: [HELP_KEY] } as const;
export type GeneralId = keyof typeof GENERAL;

/** What acts on the page of one request of the review desk: each presses the control that declares it there. */
const REVIEW = {
  next: ['j'],
  previous: ['k'],
  accept: ['a'],
  reject: ['r'],
  needMore: ['n'],
  canned: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  alike: ['b'],
  claim: ['c'],
  decide: ['d'],
  undo: ['u'],
} as const;
export type ReviewId = keyof typeof REVIEW;

/** One thing that keys do. Each of `keys` does it; the parts of a sequence are separated by a space. */
export type Shortcut = { keys: readonly string[] } & (
  | { page: 'general'; id: GeneralId }
  | { page: 'places'; id: PlaceId; href: Route }
  | { page: 'review'; id: ReviewId }
);

const toList = <Id extends string>(keys: Record<Id, readonly string[]>) =>
  (Object.keys(keys) as Id[]).map((id) => ({ id, keys: keys[id] }));

/** Every shortcut that somebody has: one to a page that they do not have does not exist. */
export function shortcutsFor(who: DeskReader): Shortcut[] {
  return [
    ...toList<GeneralId>(GENERAL).map((one) => ({ page: 'general' as const, ...one })),
    ...placesFor(who).map(({ id, href, letter }) => ({
      ...{ page: 'places' as const, id, href },
      keys: [`g ${letter}`],
    })),
    ...(who.isReviewer ? toList<ReviewId>(REVIEW).map((one) => ({ page: 'review' as const, ...one })) : []),
  ];
}

/** The key of a control of the review page. @param index which of several, from 0; beyond the last there is none */
export const reviewKey = (id: ReviewId, index = 0): string | undefined => REVIEW[id][index];
