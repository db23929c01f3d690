import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: presses a control as a pointer does. */
export function pressControl(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  api.press = (at) => {
    const control = api.kept.controls[at];
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
