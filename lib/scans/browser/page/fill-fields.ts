import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: lists the fields that somebody could fill, and fills them as typing does. */
export function fillFields(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const { reach } = api;
  if (!reach) return;
  const most = { fields: 100, options: 200, html: 4_000 };
  const typed = 'input:not([type]), textarea, [contenteditable=""], [contenteditable=true]';
  const kinds = 'text search email url tel number date month week time datetime-local range color'.split(' ');
  const usual = `${typed}, select, ${kinds.map((kind) => `input[type=${kind}]`).join(', ')}`;
  type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  const isField = (element: Element): element is Field =>
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement;
  const setters = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].map(
    (Kind) => [Kind, Object.getOwnPropertyDescriptor(Kind.prototype, 'value')?.set] as const,
  );
  /** Not by the element's own property: frameworks put theirs there to see what was typed. */
  const write = (element: Element, value: string) => {
    if (!isField(element)) element.textContent = value;
    else setters.find(([Kind]) => element instanceof Kind)?.[1]?.call(element, value);
  };
  const read = (element: Element) => (isField(element) ? element.value : (element.textContent ?? ''));
  const kept: Element[] = [];
  const ours = new WeakSet<Element>();
  const label = (element: Element) =>
    (isField(element) && element.labels?.[0]?.textContent) ||
    element.getAttribute('aria-label') ||
    element.getAttribute('placeholder') ||
    element.getAttribute('data-placeholder') ||
    '';
  /** As a form would hold it: with a name, and of a list only what is not chosen yet. */
  const asField = (element: Element) => {
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
    const empty = reach
      .all()
      .filter((element) => element.matches(usual) && !ours.has(element) && reach.isShown(element))
      .filter((element) => !element.matches(':disabled, [readonly], [aria-readonly=true]'))
      .filter((element) => element instanceof HTMLSelectElement || read(element) === '')
      .slice(0, most.fields);
    return empty.map((element) => {
      const group = reach.around(element);
      const form = group?.outerHTML.slice(0, most.html) ?? null;
      const at = kept.push(element) - 1;
      ours.add(element);
      return {
        at,
        html: asField(element),
        label: label(element).trim().slice(0, 200),
        form,
        isPrefilled: isPrefilled(group),
      };
    });
  };
  const key = (element: Element, name: string) => {
    const init = {
      key: name,
      code: name,
      keyCode: name === 'Enter' ? 13 : 0,
      bubbles: true,
      cancelable: true,
      composed: true,
    };
    for (const type of ['keydown', 'keypress', 'keyup']) element.dispatchEvent(new KeyboardEvent(type, init));
  };
  api.fill = ({ at, values }) => {
    const field = kept[at];
    if (!field?.isConnected) return;
    if (field instanceof HTMLElement) field.focus({ preventScroll: true });
    const limits = ['min', 'max'].map((name) => field.getAttribute(name)).filter((limit) => limit !== null);
    for (const value of [...values, ...limits]) {
      write(field, value);
      if (!isField(field) || (field.validity.valid && field.value !== '')) break;
    }
    const [value = ''] = [read(field)];
    if (!(field instanceof HTMLSelectElement)) key(field, value.slice(-1));
    field.dispatchEvent(
      new InputEvent('input', { bubbles: true, composed: true, data: value, inputType: 'insertText' }),
    );
    field.dispatchEvent(new Event('change', { bubbles: true }));
    if (field instanceof HTMLInputElement) key(field, 'Enter');
  };
}
