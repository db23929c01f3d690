/** What other rooms may ask of submissions; the rest of the store is this room's own. */
export { findSubmissionOfAnyone, findTransitions, requireSubmission } from './store';
