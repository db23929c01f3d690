import type { Fields } from './field-rules';

/** What joint operations have synchronised to a site, by the keys that make an entry unique. */
export type KitRecords = Record<'tenants' | 'applications' | 'users' | 'organizations', KitTable>;

export type KitTable = {
  size(): number;
  get(key: KitKey): Fields | null;
  /** Replaces what has the same key: a repeated add makes no duplicate. */
  put(key: KitKey, record: Fields): void;
  /** Removes it if it is there: a repeated delete succeeds. */
  remove(key: KitKey): void;
  /** Removes all below the first part of a key. */
  removeBelow(first: string): void;
};
export type KitKey = readonly [first: string, ...rest: string[]];

const MAX_RECORDS = 10_000;
const SEPARATOR = '\n';

export const createKitRecords = (): KitRecords => ({
  tenants: createTable(),
  applications: createTable(),
  users: createTable(),
  organizations: createTable(),
});

function createTable(): KitTable {
  const records = new Map<string, Fields>();
  return {
    size: () => records.size,
    get: (key) => records.get(key.join(SEPARATOR)) ?? null,
    put(key, record) {
      const oldest = records.keys().next();
      if (records.size >= MAX_RECORDS && !oldest.done) records.delete(oldest.value);
      records.set(key.join(SEPARATOR), record);
    },
    remove: (key) => void records.delete(key.join(SEPARATOR)),
    removeBelow(first) {
      for (const key of records.keys()) if (key.startsWith(first + SEPARATOR)) records.delete(key);
    },
  };
}
