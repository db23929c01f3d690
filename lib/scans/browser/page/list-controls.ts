import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: its document as text, and the controls that could be pressed. */
export function listControls(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const { reach } = api;
  if (!reach) return;
  const most = {
    elements: 40_000,
    characters: 2_000_000,
    controls: 300,
    control: 4_000,
    text: 40,
    links: 3_000,
  };
  const usual =
    'button, summary, input[type=submit], input[type=button], input[type=image], [role=button], [role=tab], [role=menuitem], [role=option], [role=link], [role=switch], [onclick]';
  const ticked = 'input[type=checkbox], input[type=radio]';
  const kept: Element[] = [];
  const places = new Map<Element, number>();
  const text = (element: Element) => (element.textContent ?? '').trim();
  const isPointed = (element: Element) =>
    getComputedStyle(element).cursor === 'pointer' &&
    !(element.parentElement && getComputedStyle(element.parentElement).cursor === 'pointer');
  /** How sure it is that a press does something; null for what is no control. */
  const rank = (element: Element): number | null => {
    if (
      element.matches(
        'option, select, textarea, label, script, style, iframe, input:not([type=submit], [type=button], [type=image], [type=checkbox], [type=radio])',
      )
    )
      return null;
    if (element.matches(usual)) return 0;
    const isLink = element.matches('a[href], area[href]');
    const isHeard = reach.hears(element) || element.matches(ticked);
    // What holds more listens for its parts.
    if (isHeard && !isLink) return element.querySelectorAll('*').length <= 3 ? 1 : null;
    if (!isHeard && !reach.isBelowListener(element)) return isLink ? null : isPointed(element) ? 2 : null;
    if (isLink) return element.matches('[download], [href^="mailto:"], [href^="tel:"]') ? null : 2;
    if (element.matches('[tabindex]:not([tabindex^="-"]), a') || isPointed(element)) return 2;
    const said = text(element) || element.getAttribute('title') || element.getAttribute('aria-label') || '';
    const isLeaf = element.childElementCount === 0 && said !== '' && said.length <= most.text;
    return isLeaf && !element.matches('p, h1, a[href], b, strong, em, code') ? 3 : null;
  };
  const cut = (element: Element | null) => element?.outerHTML.slice(0, most.control) ?? null;
  api.html = () => {
    if (document.getElementsByTagName('*').length > most.elements) return null;
    const shadows = reach.shadows().map((root) => `<div>${root.innerHTML}</div>`);
    const html = (document.documentElement?.outerHTML ?? '') + shadows.join('');
    return html.length > most.characters ? null : html;
  };
  api.links = () =>
    reach
      .all()
      .filter((element) => element instanceof HTMLAnchorElement)
      .slice(0, most.links)
      .map(({ href }) => href);
  api.controls = () => {
    const ranked = reach.all().flatMap((element) => {
      const found = rank(element);
      return found !== null && reach.isShown(element) ? [{ element, rank: found }] : [];
    });
    ranked.sort((a, b) => a.rank - b.rank);
    return ranked.slice(0, most.controls).map(({ element, rank }) => {
      const isNew = !places.has(element);
      const at = places.get(element) ?? kept.push(element) - 1;
      places.set(element, at);
      const labelled = element.matches(ticked) ? (element.closest('label') ?? element) : element;
      const isReady = !(element as HTMLButtonElement).disabled;
      const form = cut(reach.around(element));
      return { at, html: cut(labelled) ?? '', form, place: reach.place(element), rank, isNew, isReady };
    });
  };
  api.press = (at) => {
    const control = kept[at];
    if (!control?.isConnected) return false;
    const init = { bubbles: true, cancelable: true, composed: true, view: window, button: 0, detail: 1 };
    const over = { ...init, bubbles: false };
    const fire = (Kind: typeof MouseEvent | typeof PointerEvent, type: string, how = init) =>
      control.dispatchEvent(new Kind(type, how));
    for (const type of ['pointerover', 'pointerdown']) fire(PointerEvent, type);
    for (const type of ['mouseover', 'mousedown']) fire(MouseEvent, type);
    fire(MouseEvent, 'mouseenter', over);
    if (control instanceof HTMLElement) control.focus({ preventScroll: true });
    fire(PointerEvent, 'pointerup');
    fire(MouseEvent, 'mouseup');
    if (control instanceof HTMLElement) control.click();
    else fire(MouseEvent, 'click');
    fire(MouseEvent, 'dblclick', { ...init, detail: 2 });
    return true;
  };
}
