import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: tells what is a control, and how surely. */
export function rankControls(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const { presses } = api;
  if (!presses) return;
  const longest = 40;
  const usual =
    'button, summary, input[type=submit], input[type=button], input[type=image], [role=button], [role=tab], [role=menuitem], [role=option], [role=link], [role=switch], [onclick]';
  const ticked = 'input[type=checkbox], input[type=radio]';
  const text = (element: Element) => (element.textContent ?? '').trim();
  const isPointed = (element: Element) =>
    getComputedStyle(element).cursor === 'pointer' &&
    !(element.parentElement && getComputedStyle(element.parentElement).cursor === 'pointer');
  /** How sure it is that a press does something; null for what is no control. */
  api.rank = (element: Element): number | null => {
    if (
      element.matches(
        'option, select, textarea, label, script, style, iframe, input:not([type=submit], [type=button], [type=image], [type=checkbox], [type=radio])',
      )
    )
      return null;
    if (element.matches(usual)) return 0;
    const isLink = element.matches('a[href], area[href]');
    const isHeard = presses.hears(element) || element.matches(ticked);
    // What holds more listens for its parts.
    if (isHeard && !isLink) return element.querySelectorAll('*').length <= 3 ? 1 : null;
    if (!isHeard && !presses.isBelowListener(element)) return isLink ? null : isPointed(element) ? 2 : null;
    if (isLink) return element.matches('[download], [href^="mailto:"], [href^="tel:"]') ? null : 2;
    if (element.matches('[tabindex]:not([tabindex^="-"]), a') || isPointed(element)) return 2;
    const said = text(element) || element.getAttribute('title') || element.getAttribute('aria-label') || '';
    const isLeaf = element.childElementCount === 0 && said !== '' && said.length <= longest;
    return isLeaf && !element.matches('p, h1, a[href], b, strong, em, code') ? 3 : null;
  };
}
