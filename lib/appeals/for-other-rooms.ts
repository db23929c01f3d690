/** What other rooms may ask of appeals; the rest of the store is this room's own. */
export { findAppeals, lockStoredFile } from './store';
export { findSubmittedAssessments, listSubmittedProofs } from './submitted/store';
