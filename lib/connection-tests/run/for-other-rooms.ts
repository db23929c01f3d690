/** What other rooms may ask of runs; the rest of the store is this room's own. */
export { requireRun } from './store';
