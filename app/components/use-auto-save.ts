import { type RefObject, useEffect, useRef } from 'react';
import type { ActionResult } from '@/app/action-result';

const SAVE_AFTER_MS = 1_000;
/** A save that did not arrive is tried again, each time after twice as long. */
const AGAIN_AFTER_MS = { first: 5_000, longest: 60_000 };
/** Equal to no content. */
const NOTHING = '';

/** What a person fills in; hidden controls, such as the version, change with every save. */
const listControls = (form: HTMLFormElement): HTMLElement[] =>
  [...form.elements].filter(
    (control): control is HTMLElement =>
      (control instanceof HTMLInputElement && control.type !== 'hidden') ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement,
  );
const isSwitch = (control: HTMLElement): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');

function readControl(control: HTMLElement): string | boolean {
  if (isSwitch(control)) return control.checked;
  return 'value' in control ? String(control.value) : '';
}

function readDefault(control: HTMLElement): string | boolean {
  if (isSwitch(control)) return control.defaultChecked;
  if (control instanceof HTMLSelectElement)
    return ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value ?? '';
  return 'defaultValue' in control ? String(control.defaultValue) : '';
}

const readContent = (form: HTMLFormElement, read = readControl): string =>
  JSON.stringify(listControls(form).map(read));

/** Whether a save failed in a way that may pass: nobody answered, or the session had ended. */
const mayPass = (result: ActionResult<unknown> | null): boolean =>
  result?.ok === false && (result.error.code === 'INTERNAL' || result.error.code === 'UNAUTHENTICATED');

type AutoSaveState = {
  isOn: boolean;
  isPending: boolean;
  result: ActionResult<unknown> | null;
  /** The form begins with what is not stored. */
  startsUnsaved: boolean;
};

/**
 * Makes a form save by itself: a second after typing stops, when a field is left, and when the page is hidden. What was
 * typed while a save runs is saved after it; a save that did not arrive is tried again, at once when the network is back.
 */
export function useAutoSave(form: RefObject<HTMLFormElement | null>, state: AutoSaveState) {
  const { isOn, isPending, result, startsUnsaved } = state;
  const lastSent = useRef<string | null>(null);
  const lost = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function saveSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => form.current?.requestSubmit(), SAVE_AFTER_MS);
  }

  useEffect(() => {
    if (!isOn || form.current === null) return;
    // What the server sent: a browser may have put back what was typed before the page was loaded.
    lastSent.current ??= startsUnsaved ? NOTHING : readContent(form.current, readDefault);
    if (isPending) return;
    const isLost = mayPass(result);
    if (isLost) lastSent.current = NOTHING;
    lost.current = isLost ? lost.current + 1 : 0;
    if (readContent(form.current) === lastSent.current) return;
    const send = () => form.current?.requestSubmit();
    const wait = isLost
      ? Math.min(AGAIN_AFTER_MS.first * 2 ** (lost.current - 1), AGAIN_AFTER_MS.longest)
      : SAVE_AFTER_MS;
    timer.current = setTimeout(send, wait);
    window.addEventListener('online', send);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('online', send);
    };
  }, [form, isOn, isPending, result, startsUnsaved]);

  useLeaving(form, isOn, lastSent);

  return {
    handlers: isOn ? { onInput: saveSoon, onBlur: () => form.current?.requestSubmit() } : {},
    /** Takes note of what is sent or chosen now. @returns whether it differs from what was sent last */
    noteContent(element: HTMLFormElement): boolean {
      clearTimeout(timer.current);
      const content = readContent(element);
      const isNew = content !== lastSent.current;
      lastSent.current = content;
      return isNew;
    },
  };
}

/** Saves when the page is hidden, and asks before it is left with what is not saved. */
function useLeaving(
  form: RefObject<HTMLFormElement | null>,
  isOn: boolean,
  lastSent: RefObject<string | null>,
): void {
  useEffect(() => {
    const isUnsaved = () => form.current !== null && readContent(form.current) !== lastSent.current;
    const saveHidden = () => {
      if (document.visibilityState === 'hidden' && isUnsaved()) form.current?.requestSubmit();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault();
    };
    if (!isOn) return;
    document.addEventListener('visibilitychange', saveHidden);
    window.addEventListener('beforeunload', warn);
    return () => {
      document.removeEventListener('visibilitychange', saveHidden);
      window.removeEventListener('beforeunload', warn);
    };
  }, [form, isOn, lastSent]);
}
