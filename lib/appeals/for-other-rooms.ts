/** What other rooms may ask of appeals; the rest of the store is this room's own. */
export { findAppeals, findAssessments, listProofs, lockStoredFile } from './store';
