import type { LucideIcon } from 'lucide-react';

export type PaletteGroup = 'places' | 'actions' | 'assets';

/** A line of the palette, and what choosing it does. */
export type PaletteItem = {
  /** Within the palette. */
  id: string;
  group: PaletteGroup;
  icon: LucideIcon;
  label: string;
  /** Shown at the end, such as a status. */
  hint?: string;
  run: () => void;
};

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** The lines that have every word of what was typed, in their order. */
export function matchItems(items: readonly PaletteItem[], typed: string): PaletteItem[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return items.filter(({ label }) => words.every((word) => fold(label).includes(word)));
}
