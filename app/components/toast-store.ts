import type { Tone } from './tone';

export type Toast = { id: number; tone: Tone; text: string };

const SHOWN_MS = 6_000;
const NONE: readonly Toast[] = [];

let toasts: readonly Toast[] = NONE;
let lastId = 0;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something in the corner for six seconds; never the only place where it is said. Browser only. */
export function showToast(tone: Tone, text: string): void {
  lastId += 1;
  const id = lastId;
  publish([...toasts.slice(-2), { id, tone, text }]);
  setTimeout(() => dismissToast(id), SHOWN_MS);
}

export const dismissToast = (id: number): void => publish(toasts.filter((toast) => toast.id !== id));

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentToasts = (): readonly Toast[] => toasts;
export const serverToasts = (): readonly Toast[] => NONE;
