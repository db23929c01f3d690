/**
 * What `server-only` is outside Next: nothing. Next's compiler refuses that import in code for browsers; tsx, vitest and
 * tsc find this file by `paths` and `alias`.
 */
export {};
