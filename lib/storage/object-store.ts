/** What `put` answers: `key` finds the bytes again, `sha256` is lower-case hexadecimal, `size` counts bytes. */
export type StoredObject = { key: string; sha256: string; size: number };

/**
 * Bytes by content: the same bytes have the same key, wherever they are kept. Storing twice stores once, so an owner
 * who removes must know that nobody else refers to the key.
 */
export type ObjectStore = {
  /** @throws AppError LIMIT_EXCEEDED beyond the store's cap; INTERNAL when the place is full or cannot be written */
  put(bytes: Uint8Array): Promise<StoredObject>;
  /** Null when nothing is kept under the key, a malformed one included. @throws AppError INTERNAL when the bytes have changed */
  get(key: string): Promise<Uint8Array | null>;
  /** Does nothing when nothing is kept under the key. */
  remove(key: string): Promise<void>;
  /** Keys whose bytes were put before this moment, and not since. */
  keysBefore(before: Date): AsyncIterable<string>;
  /** Deletes what a crash left half written before this moment. @returns how many */
  removeUnfinished(before: Date): Promise<number>;
};
