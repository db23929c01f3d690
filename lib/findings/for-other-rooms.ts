/** What other rooms may ask of findings and write; the rest of the store is this room's own. */
export { findScanFindings, insertFindings } from './store';
