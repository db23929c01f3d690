import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: lists the fields that somebody could fill. */
export function listFields(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const { elements, kept, asField } = api;
  if (!elements || !asField) return;
  const most = { fields: 100, html: 4_000 };
  const typed = 'input:not([type]), textarea, [contenteditable=""], [contenteditable=true]';
  const kinds = 'text search email url tel number date month week time datetime-local range color'.split(' ');
  const usual = `${typed}, select, ${kinds.map((kind) => `input[type=${kind}]`).join(', ')}`;
  type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  const isField = (element: Element): element is Field =>
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement;
  const read = (element: Element) => (isField(element) ? element.value : (element.textContent ?? ''));
  const ours = new WeakSet<Element>();
  const isPrefilled = (group: Element | null) =>
    [...(group?.querySelectorAll(usual) ?? [])].some(
      (other) =>
        !ours.has(other) &&
        !(other instanceof HTMLSelectElement) &&
        other.getAttribute('type') !== 'range' &&
        other.getAttribute('type') !== 'color' &&
        read(other) !== '',
    );
  api.fields = () => {
    const empty = elements
      .all()
      .filter((element) => element.matches(usual) && !ours.has(element) && elements.isShown(element))
      .filter((element) => !element.matches(':disabled, [readonly], [aria-readonly=true]'))
      .filter((element) => element instanceof HTMLSelectElement || read(element) === '')
      .slice(0, most.fields);
    return empty.map((element) => {
      const group = elements.around(element);
      const form = group?.outerHTML.slice(0, most.html) ?? null;
      const at = kept.fields.push(element) - 1;
      ours.add(element);
      return { at, ...asField(element), form, isPrefilled: isPrefilled(group) };
    });
  };
}
