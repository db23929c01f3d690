import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: writes a field as a form would hold it. */
export function describeField(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const most = { options: 200, html: 4_000, label: 200 };
  type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  const isField = (element: Element): element is Field =>
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement;
  const label = (element: Element) =>
    (isField(element) && element.labels?.[0]?.textContent) ||
    element.getAttribute('aria-label') ||
    element.getAttribute('placeholder') ||
    element.getAttribute('data-placeholder') ||
    '';
  /** As a form would hold it: with a name, and of a list only what is not chosen yet. */
  const write = (element: Element) => {
    const name = element.getAttribute('name') || element.id || label(element) || 'text';
    if (!isField(element)) return '<textarea name="text"></textarea>';
    const copy = element.cloneNode(true) as Element;
    copy.setAttribute('name', name);
    copy.removeAttribute('value');
    if (element instanceof HTMLSelectElement) {
      const others = [...element.options].filter((option) => !option.selected).slice(0, most.options);
      copy.replaceChildren(...others.map((option) => option.cloneNode(true)));
    }
    return copy.outerHTML.slice(0, most.html);
  };
  api.asField = (element) => ({ html: write(element), label: label(element).trim().slice(0, most.label) });
}
