import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: its document as text, and the controls that could be pressed. */
export function listControls(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const most = { elements: 40_000, characters: 2_000_000, controls: 200, control: 4_000 };
  const pressable = new WeakSet<EventTarget>();
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function watched(type, listener, options) {
    if (type === 'click' && this instanceof HTMLElement) pressable.add(this);
    listen.call(this, type, listener, options);
  };
  const found: HTMLElement[] = [];
  api.html = () => {
    if (document.getElementsByTagName('*').length > most.elements) return null;
    const html = document.documentElement?.outerHTML ?? '';
    return html.length > most.characters ? null : html;
  };
  api.controls = () => {
    const usual =
      'button, [role=button], [role=tab], [role=menuitem], [onclick], summary, input[type=submit]';
    const isControl = (element: HTMLElement) =>
      element.matches(usual) || pressable.has(element) || element.onclick !== null;
    const all = [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => isControl(element) && !found.includes(element))
      .filter((element) => element.getClientRects().length > 0 && element.querySelectorAll('*').length < 20)
      .slice(0, most.controls - found.length);
    return all.map((element) => {
      const at = found.push(element) - 1;
      const form = element.closest('form')?.outerHTML.slice(0, most.control) ?? null;
      return { at, html: element.outerHTML.slice(0, most.control), form };
    });
  };
  api.press = (at) => {
    const control = found[at];
    if (control?.isConnected) control.click();
  };
}
