import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: knows which elements listen for a press. */
export function hearPresses(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
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
  const isKey = /^(?:__click|\$\$click|__on\w*click|_vei|__reactProps\$.*|__reactEventHandlers\$.*)$/;
  /** Handlers that frameworks keep at their elements and call from the root. */
  const isBound = (element: Element) =>
    Object.keys(element).some((key) => {
      if (!isKey.test(key)) return false;
      const kept: unknown = Reflect.get(element, key);
      return typeof kept === 'function' || (kept instanceof Object && 'onClick' in kept);
    });
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
  api.presses = { hears, isBelowListener };
}
