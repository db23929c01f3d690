const KEY = /^sha256-([0-9a-f]{64})$/;

/** The key of the content with this hash. */
export const objectKey = (sha256: string): string => `sha256-${sha256}`;

/** The hash inside a key; null for anything that is not exactly a key, so that no path can be smuggled in as one. */
export const hashOfKey = (key: string): string | null => KEY.exec(key)?.[1] ?? null;
