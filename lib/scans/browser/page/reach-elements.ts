import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: finds elements, in shadows too, and knows which of them listen for a press. */
export function reachElements(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const most = { elements: 20_000, shadows: 300, levels: 4, inside: 60 };
  const pressing = new Set(
    'click mousedown mouseup pointerdown pointerup touchstart dblclick mouseenter mouseover change'.split(
      ' ',
    ),
  );
  const hearing = new WeakSet<EventTarget>();
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function watched(type, listener, options) {
    if (pressing.has(type)) hearing.add(this ?? window);
    listen.call(this ?? window, type, listener, options);
  };
  const roots = new Map<Element, ShadowRoot>();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function watched(init) {
    const root = attach.call(this, init);
    if (roots.size < most.shadows) roots.set(this, root);
    return root;
  };
  const shadowFor = (element: Element) => element.shadowRoot ?? roots.get(element);
  const walk = (root: ParentNode, found: Element[]) => {
    for (const element of root.querySelectorAll('*')) {
      if (found.length >= most.elements) return;
      found.push(element);
      const shadow = shadowFor(element);
      if (shadow) walk(shadow, found);
    }
  };
  const isKey = /^(?:__click|\$\$click|__on\w*click|_vei|__reactProps\$.*|__reactEventHandlers\$.*)$/;
  /** Handlers that frameworks keep at their elements and call from the root. */
  const isBound = (element: Element) =>
    Object.keys(element).some((key) => {
      if (!isKey.test(key)) return false;
      const kept: unknown = Reflect.get(element, key);
      return typeof kept === 'function' || (kept instanceof Object && 'onClick' in kept);
    });
  const parentFor = (element: Element): Element | null =>
    element.parentElement ??
    (element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : null);
  const hears = (element: Element) =>
    hearing.has(element) || (element as HTMLElement).onclick instanceof Function || isBound(element);
  const isBelowListener = (element: Element) => {
    if (hearing.has(document) || hearing.has(window)) return true;
    for (
      let at: Node | null = element.parentNode;
      at;
      at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null)
    )
      if (hearing.has(at)) return true;
    return false;
  };
  const around = (element: Element) => {
    const form = element.closest('form, dialog, [role=dialog], [role=form], [role=search], fieldset');
    if (form) return form;
    let at: Element | null = element.parentElement;
    for (
      let level = 0;
      at && level < most.levels && !at.matches('body, main');
      level++, at = at.parentElement
    )
      if (at.querySelector('input, textarea, select'))
        return at.querySelectorAll('*').length <= most.inside ? at : null;
    return null;
  };
  api.reach = {
    all() {
      const found: Element[] = [];
      if (document.body) walk(document.body, found);
      return found;
    },
    shadows: () => [...roots.values()],
    hears,
    isBelowListener,
    isShown: (element) => element.getClientRects().length > 0,
    around,
    place(element) {
      const names: string[] = [];
      for (let at = parentFor(element); at && names.length < 4; at = parentFor(at))
        names.push(`${at.localName}#${at.id}.${String(at.getAttribute('class') ?? '').split(/\s+/)[0]}`);
      return names.join(' ').replace(/\d+/g, '#').slice(0, 300);
    },
  };
}
