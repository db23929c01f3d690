import type { Route } from 'next';

/** What decides which places of the desk a person has. */
export type DeskReader = {
  isMember: boolean;
  isReviewer: boolean;
  /** Administrators see the kept decisions of all organizations; reviewers reach them from their desk. */
  hasDecisions: boolean;
};

const everybody = () => true;
const members = ({ isMember }: DeskReader) => isMember;

/** The places of the desk in the order of the rail: the rail, the shortcuts and the command palette go by this list. */
const PLACES = [
  { id: 'overview', href: '/', letter: 'o', isInRail: true, isFor: members },
  { id: 'assets', href: '/assets', letter: 'a', isInRail: true, isFor: members },
  { id: 'products', href: '/products', letter: 'p', isInRail: true, isFor: members },
  { id: 'websites', href: '/websites', letter: 'w', isInRail: true, isFor: members },
  { id: 'requests', href: '/requests', letter: 'r', isInRail: true, isFor: members },
  { id: 'calendar', href: '/calendar', letter: 'c', isInRail: true, isFor: members },
  { id: 'messages', href: '/messages', letter: 'm', isInRail: true, isFor: members },
  { id: 'toolkit', href: '/toolkit', letter: 't', isInRail: true, isFor: everybody },
  { id: 'review', href: '/review', letter: 'v', isInRail: true, isFor: (who: DeskReader) => who.isReviewer },
  {
    id: 'decisions',
    href: '/decisions/everywhere',
    letter: 'd',
    isInRail: true,
    isFor: (who: DeskReader) => who.hasDecisions,
  },
  { id: 'inbox', href: '/inbox', letter: 'i', isInRail: false, isFor: everybody },
  { id: 'settings', href: '/settings', letter: 's', isInRail: false, isFor: everybody },
] as const satisfies readonly {
  id: string;
  href: Route;
  letter: string;
  isInRail: boolean;
  isFor: (who: DeskReader) => boolean;
}[];

export type PlaceId = (typeof PLACES)[number]['id'];
type Place = { id: PlaceId; href: Route; letter: string; isInRail: boolean };

/** The places that somebody has. Whoever only reviews has R for the review desk, because they have no requests. */
export const placesFor = (who: DeskReader): Place[] =>
  PLACES.filter(({ isFor }) => isFor(who)).map(({ id, href, letter, isInRail }) => ({
    ...{ id, href, isInRail },
    letter: id === 'review' && !who.isMember ? 'r' : letter,
  }));
