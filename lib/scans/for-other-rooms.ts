/** What other rooms may ask of the results of re-tests; the rest of the store is this room's own. */
export { type FindingRetest, findOpenRetests, findRetests, type OpenRetest } from './retest/store';
