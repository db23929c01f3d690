'use client';

import { useSyncExternalStore } from 'react';
import { isMac } from './read-key';
import { PALETTE_CHORD } from './registry';

const never = () => () => {};

/** The chord of the palette as this keyboard has it; the server does not know the keyboard. */
export function usePaletteChord(): string {
  return useSyncExternalStore(never, isMac, () => false) ? '⌘ K' : 'Ctrl K';
}

const KEY = 'rounded-4 border border-line bg-surface px-1.5 py-0.5 font-mono text-13';

/** The keys of a shortcut, each in its frame: those of a sequence one after the other, of several the first and the last. */
export function KeyNames({ keys }: { keys: readonly string[] }) {
  const chord = usePaletteChord();
  const [first = '', last = first] = [keys[0], keys.at(-1)];
  if (first === PALETTE_CHORD) return <kbd className={KEY}>{chord}</kbd>;
  const names = first === last ? first.split(' ') : [`${first} – ${last}`];
  return (
    <span className="inline-flex gap-1 whitespace-nowrap">
      {names.map((name) => (
        <kbd key={name} className={KEY}>
          {/^[a-z]$/.test(name) ? name.toUpperCase() : name}
        </kbd>
      ))}
    </span>
  );
}
