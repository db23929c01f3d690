/** Plain text behind a mark: what becomes of it tells whether the page keeps the end of a value. */
export const MARK_TAIL = 'qx';
