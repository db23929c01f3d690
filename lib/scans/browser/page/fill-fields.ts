import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: fills a field as typing does. */
export function fillFields(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
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
    const field = api.kept.fields[at];
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
