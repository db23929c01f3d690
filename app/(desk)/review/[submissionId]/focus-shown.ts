/** The link of the finding that is shown, in the list. */
export const SHOWN_ID = 'shown-finding';

/** Puts the focus on the shown finding, or where its list is hidden on the page: never nowhere. */
export function focusShown(): void {
  const link = document.getElementById(SHOWN_ID);
  const target = link?.offsetParent ? link : document.querySelector<HTMLElement>('main');
  target?.focus({ preventScroll: true });
}
