/** What other rooms may ask of appeals; the rest of the stores is this room's own. */
export { findDecisions, findVerdicts } from './review/store';
export { findAppeals, findAssessments, listProofs, lockStoredFile } from './store';
