import { HOUR_MS } from '@/lib/core/clock';

/** Basic and kit interfaces are signed with keys of their own and never share one (protocol page §3.2). */
export const INTERFACE_TYPES = ['BASIC', 'KIT'] as const;
export type InterfaceType = (typeof INTERFACE_TYPES)[number];

/** How long a replaced key may go on being recognised, in hours. */
export const OVERLAP_HOURS = [0, 1, 24, 72] as const;
export const DEFAULT_OVERLAP_HOURS = 24;
/** The end of an overlap that is longer than this is told of so long before. */
export const KEY_ENDING_HOURS = 12;

/** What may be shown of an interface type's key: since when there is one, and the one that it replaced. */
export type KeyState = { setAt: Date; previous: { setAt: Date; usableUntil: Date } | null };
export type KeyStates = Readonly<Record<InterfaceType, KeyState | null>>;
export const NO_KEYS: KeyStates = { BASIC: null, KIT: null };

/** When a key that is replaced now stops being recognised; null without an overlap: it is forgotten at once. */
export const overlapEnd = (replacedAt: Date, hours: number): Date | null =>
  hours > 0 ? new Date(replacedAt.getTime() + hours * HOUR_MS) : null;

/** Whether a replaced key is still recognised. Time alone ends an overlap; deleting the key only tidies up. */
export const isOverlapLasting = (previous: { usableUntil: Date } | null, now: Date): boolean =>
  previous !== null && previous.usableUntil > now;
