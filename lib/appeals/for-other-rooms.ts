/** What other rooms may ask of appeals; the rest of the stores is this room's own. */
export { findComments } from './conversation/store';
export { findDecisions } from './review/decision-store';
export { findVerdicts } from './review/store';
export { findAppeals, findAssessments, listProofs, lockStoredFile } from './store';
