/** How parts of the shell ask for the dialog of shortcuts without knowing it. */
export const SHORTCUTS_EVENT = 'preflight:keys';

export const openShortcutsDialog = (): boolean => window.dispatchEvent(new Event(SHORTCUTS_EVENT));
