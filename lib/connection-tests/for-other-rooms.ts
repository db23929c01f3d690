/** What other rooms may ask of runs; the rest of the stores is this room's own. */
export { requireRun } from './run/store';
