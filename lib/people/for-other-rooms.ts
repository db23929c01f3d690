/** What other rooms may ask of accounts; the rest of the store is this room's own. */
export { findUserNames } from './store';
