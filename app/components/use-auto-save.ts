import { type RefObject, useEffect, useRef } from 'react';

const SAVE_AFTER_MS = 1_000;

/** Text controls that a person fills in; the version changes with every save. */
const typed = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (control): control is HTMLInputElement | HTMLTextAreaElement =>
      'defaultValue' in control && (control as HTMLInputElement).type !== 'hidden',
  );

/**
 * Makes a form of text fields save by itself: a second after typing stops, and when a field is left. What was typed
 * while a save runs is saved after it.
 */
export function useAutoSave(form: RefObject<HTMLFormElement | null>, isOn: boolean, isPending: boolean) {
  const lastSent = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function saveSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => form.current?.requestSubmit(), SAVE_AFTER_MS);
  }

  useEffect(() => {
    if (!isOn || form.current === null) return;
    // What the server sent: a browser may have put back what was typed before the page was loaded.
    lastSent.current ??= JSON.stringify(typed(form.current).map(({ defaultValue }) => defaultValue));
    if (!isPending && readContent(form.current) !== lastSent.current)
      timer.current = setTimeout(() => form.current?.requestSubmit(), SAVE_AFTER_MS);
    return () => clearTimeout(timer.current);
  }, [form, isOn, isPending]);

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

const readContent = (form: HTMLFormElement): string => JSON.stringify(typed(form).map(({ value }) => value));
