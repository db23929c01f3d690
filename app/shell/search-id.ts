/** The element that `/` focuses. */
export const SEARCH_ID = 'desk-search';
