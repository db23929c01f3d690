/** What other rooms may ask of findings and write; the rest of the store is this room's own. */
export { findFindingsAfter, findScanFindings, insertFindings } from './store';
