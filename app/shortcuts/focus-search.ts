import { SEARCH_ID } from '@/app/shell/search-id';
import { openShellPart } from './shell-events';

const isShown = (element: HTMLElement) => element.getClientRects().length > 0;

const firstShown = (selector: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(selector)].find(isShown);

/** Goes to the search of the page, or its first filter; else to the search of the shell, or to the palette, which searches too. */
export function focusSearch(): void {
  const field =
    firstShown('#page [role=search] input[type=search]') ??
    firstShown('#page [role=search] :is(input:not([type=hidden]), select)') ??
    firstShown(`#${SEARCH_ID}`);
  if (field) field.focus();
  else openShellPart('palette');
}
