/** Reaches a function of the caller by its name, from within a thread. */
export type Host = (name: string, ...args: readonly unknown[]) => Promise<unknown>;

/** `ping` has no other answer than the counted stretch. */
export type ToThread =
  | { kind: 'call'; id: number; module: string; name: string; args: readonly unknown[] }
  | { kind: 'answer'; id: number; askId: number; value: unknown }
  | { kind: 'refusal'; id: number; askId: number; error: unknown }
  | { kind: 'ping' };
export type FromThread =
  | { kind: 'ready' }
  | { kind: 'ask'; id: number; askId: number; name: string; args: readonly unknown[] }
  | { kind: 'value'; id: number; value: unknown }
  | { kind: 'thrown'; id: number; error: unknown };

/** What both sides see at any time: how many messages the thread has taken up, and the call that the last one was for. */
export const STRETCH = 0;
export const OCCUPANT = 1;
