'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { DeskReader } from '@/app/places';
import { type PressedKeys, pressKey } from './press-key';
import { readKey } from './read-key';
import { type GeneralId, PALETTE_CHORD, type Shortcut, shortcutsFor } from './registry';

/** Presses what declares the key; where a field has to be filled first (`data-needs`), goes there instead. */
function pressControl(key: string): boolean {
  const control = document.querySelector<HTMLElement>(`#page [aria-keyshortcuts="${key}"]`);
  if (control === null) return false;
  const form = control instanceof HTMLButtonElement ? control.form : null;
  const needed = form?.elements.namedItem(control.dataset.needs ?? '');
  if (needed instanceof HTMLTextAreaElement && needed.value.trim() === '') needed.focus();
  else control.click();
  return true;
}

type Act = { general: Record<GeneralId, () => void>; go: (href: Route) => void };

/** @returns whether there was something to do */
function act(shortcut: Shortcut, key: string, { general, go }: Act): boolean {
  if (shortcut.page === 'review') return pressControl(key);
  if (shortcut.page === 'places') go(shortcut.href);
  else general[shortcut.id]();
  return true;
}

/**
 * The one listener for the shortcuts of the desk.
 * @param areOn whether single keys act; the chord of the palette always does
 * @param general what those do that act on every page; stays the same object
 * @returns whether a key that is pressed now is heard: not before the page runs
 */
export function useKeyListener(areOn: boolean, who: DeskReader, general: Act['general']): boolean {
  const router = useRouter();
  const [isListening, setListening] = useState(false);
  const { isMember, isReviewer, hasDecisions } = who;
  useEffect(() => {
    const shortcuts = shortcutsFor({ isMember, isReviewer, hasDecisions });
    const known = shortcuts.flatMap(({ keys }) => keys).filter((key) => areOn || key === PALETTE_CHORD);
    let pending: PressedKeys | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Shift') return;
      if (event.key === 'Escape' && pending !== null) event.stopPropagation();
      const key = readKey(event);
      const pressed = key === null ? null : pressKey(pending, key, event.timeStamp, known);
      pending = pressed?.pending ?? null;
      const hit = pressed?.hit ?? null;
      const shortcut = hit === null ? undefined : shortcuts.find(({ keys }) => keys.includes(hit));
      // The letter must not end up in a field that takes the focus.
      if (hit !== null && shortcut && act(shortcut, hit, { general, go: (href) => router.push(href) }))
        event.preventDefault();
    };
    // Before anything else hears it: Escape ends a sequence and nothing behind it.
    document.addEventListener('keydown', onKey, { capture: true });
    setListening(areOn);
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [areOn, isMember, isReviewer, hasDecisions, general, router]);
  return isListening;
}
