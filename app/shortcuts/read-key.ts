import { PALETTE_CHORD } from './registry';

/** Controls in which keys are text or choose something. */
const FIELDS = [
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=file])',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable=false])',
  '[role=textbox]',
].join();

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELDS) !== null;

/** Whether the browser is one of a Mac, an iPhone or an iPad, where ⌘ is what Ctrl is elsewhere. */
export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** The key of an input method that is composing (`isComposing` is not set on the first one in some browsers). */
const COMPOSING_CODE = 229;

/**
 * The key as the registry writes it, or null where it is not for us: held down, part of a composition, with modifiers,
 * typed into a field, or behind a dialog. Shift belongs to some signs on some keyboards, never to a letter.
 */
export function readKey(event: KeyboardEvent): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (event.isComposing || event.keyCode === COMPOSING_CODE || event.repeat || event.defaultPrevented)
    return null;
  if (document.querySelector('dialog[open]') !== null) return null;
  const isChord = (isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey;
  if (isChord) return `mod+${key.toLowerCase()}` === PALETTE_CHORD ? PALETTE_CHORD : null;
  if (ctrlKey || metaKey || altKey || isTyping(event.target)) return null;
  if (/^[a-z]$/i.test(key)) return shiftKey ? null : key.toLowerCase();
  return key.length === 1 ? key : null;
}
