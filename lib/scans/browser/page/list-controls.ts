import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: its document as text, and the controls that could be pressed. */
export function listControls(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const { elements, rank, kept } = api;
  if (!elements || !rank) return;
  const most = { elements: 40_000, characters: 2_000_000, controls: 300, control: 4_000, links: 3_000 };
  const ticked = 'input[type=checkbox], input[type=radio]';
  const places = new Map<Element, number>();
  const cut = (element: Element | null) => element?.outerHTML.slice(0, most.control) ?? null;
  api.html = () => {
    if (document.getElementsByTagName('*').length > most.elements) return null;
    const shadows = elements.shadows().map((root) => `<div>${root.innerHTML}</div>`);
    const html = (document.documentElement?.outerHTML ?? '') + shadows.join('');
    return html.length > most.characters ? null : html;
  };
  api.links = () =>
    elements
      .all()
      .filter((element) => element instanceof HTMLAnchorElement)
      .slice(0, most.links)
      .map(({ href }) => href);
  api.controls = () => {
    const ranked = elements.all().flatMap((element) => {
      const found = rank(element);
      return found !== null && elements.isShown(element) ? [{ element, rank: found }] : [];
    });
    ranked.sort((a, b) => a.rank - b.rank);
    return ranked.slice(0, most.controls).map(({ element, rank }) => {
      const isNew = !places.has(element);
      const at = places.get(element) ?? kept.controls.push(element) - 1;
      places.set(element, at);
      const labelled = element.matches(ticked) ? (element.closest('label') ?? element) : element;
      const isReady = !(element as HTMLButtonElement).disabled;
      const form = cut(elements.around(element));
      return { at, html: cut(labelled) ?? '', form, place: elements.place(element), rank, isNew, isReady };
    });
  };
}
