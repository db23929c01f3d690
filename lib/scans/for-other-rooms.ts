/** What other rooms may ask of the results of re-tests; the rest of the store is this room's own. */
export { type FindingRetest, findRetests } from './retest/store';
