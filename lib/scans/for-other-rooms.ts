/** What other rooms may ask of the results of re-tests, and how their own statements find a scan; the rest is this room's own. */
export { type FindingRetest, findOpenRetests, findRetests, type OpenRetest } from './retest/store';
export { newestEndedScanSql } from './store';
