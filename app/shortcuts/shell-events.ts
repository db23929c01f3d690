/** What parts of the desk can ask the shell to open, without knowing it. */
export const SHELL_PARTS = ['shortcuts', 'palette', 'newAsset'] as const;
export type ShellPart = (typeof SHELL_PARTS)[number];

const eventName = (part: ShellPart) => `preflight:open-${part}`;

export const openShellPart = (part: ShellPart): boolean => window.dispatchEvent(new Event(eventName(part)));

/** @returns how to stop listening */
export function onShellPart(part: ShellPart, open: () => void): () => void {
  window.addEventListener(eventName(part), open);
  return () => window.removeEventListener(eventName(part), open);
}
