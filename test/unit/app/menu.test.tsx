// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { Menu } from '@/app/components/menu';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const PANEL_PX = 180;
let unmount: () => void = () => undefined;
afterEach(() => unmount());

/** Opens a menu whose button is `top` pixels below the upper edge of a window of this height. */
function openAt(top: number, windowPx: number): HTMLElement {
  vi.stubGlobal('innerHeight', windowPx);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(PANEL_PX);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, top, 36, 36));
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  unmount = () => {
    act(() => root.unmount());
    host.remove();
    vi.restoreAllMocks();
  };
  act(() =>
    root.render(
      <Menu button="Actions" buttonClassName="">
        <a href="#x">Open</a>
      </Menu>,
    ),
  );
  const button = host.querySelector('button');
  act(() => button?.click());
  return document.getElementById(button?.getAttribute('aria-controls') ?? '') as HTMLElement;
}

it.each([
  ['below its button where there is room', 100, 667, 'top-full'],
  ['above it at the end of the window', 620, 667, 'bottom-full'],
  ['above it where a bit of it would be cut', 667 - 36 - PANEL_PX, 667, 'bottom-full'],
  ['below it where there is less room above', 60, 200, 'top-full'],
])('unfolds %s', (_where, top, windowPx, side) => {
  const { className } = openAt(top, windowPx);
  expect(className.split(' ').filter((name) => name.endsWith('-full'))).toEqual([side]);
});
