/** How parts of the shell ask for the dialog of keys without knowing it. */
export const KEYS_EVENT = 'preflight:keys';

export const openKeysDialog = (): boolean => window.dispatchEvent(new Event(KEYS_EVENT));
