/** What `put` answers: `key` finds the bytes again, `sha256` is lower-case hexadecimal, `size` counts bytes. */
export type StoredObject = { key: string; sha256: string; size: number };

/** What may be put: bytes that are in memory, or pieces that come one after another. */
export type ObjectSource = Uint8Array | AsyncIterable<Uint8Array>;

/** The bytes of an object, piece by piece; they end with an error before the last piece where they have changed. */
export type ObjectReading = { size: number; pieces: AsyncIterable<Uint8Array> };

/**
 * Bytes by content: the same bytes have the same key, wherever they are kept. Storing twice stores once, so an owner
 * who removes must know that nobody else refers to the key.
 */
export type ObjectStore = {
  /** The place as an operator knows it: the setting that names it, and its name. */
  readonly place: { setting: string; name: string };
  /** @throws AppError LIMIT_EXCEEDED beyond the store's cap; else as `storageFailure` says */
  put(source: ObjectSource): Promise<StoredObject>;
  /** Null when nothing is kept under the key, a malformed one included. The reader reads to the end, or stops. */
  open(key: string): Promise<ObjectReading | null>;
  /** All bytes at once, for what is small. @throws AppError INTERNAL when the bytes have changed */
  get(key: string): Promise<Uint8Array | null>;
  has(key: string): Promise<boolean>;
  /** Does nothing when nothing is kept under the key. */
  remove(key: string): Promise<void>;
  /** Keys whose bytes were put before this moment, and not since. */
  keysBefore(before: Date): AsyncIterable<string>;
  /** Deletes what a crash left half written before this moment. @returns how many */
  removeUnfinished(before: Date): Promise<number>;
  /** Writes something as objects are written, and removes it. @throws what `put` throws */
  tryWriting(): Promise<void>;
};
