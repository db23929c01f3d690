import type { RandomBytes } from '@/lib/signing/primitives';

/** The browser's own source. It gives at most 65,536 bytes a call; nonces and vectors need some dozens. */
export const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
