import { type Database, database } from './client';

/**
 * What stores have answered for one page, by the function that read it and by what it was asked. A context that has it
 * hands it to its scopes; where there is none, every call reads.
 */
export type Reads = Map<object, Map<string, Promise<unknown>>>;

type Asked = readonly (string | number | Date | null | undefined | readonly string[])[];
type ReadingScope = { readonly reads?: Reads | undefined; readonly organizationId?: string };

/** A query of a store that several verbs of a page need: it is sent once, and each of them gets the same answer. */
export const readOnce =
  <Scope extends ReadingScope, Args extends Asked, Answer>(
    read: (db: Database, scope: Scope, ...args: Args) => Promise<Answer>,
  ) =>
  (db: Database, scope: Scope, ...args: Args): Promise<Answer> => {
    const kept = findKept<Answer>(db, scope, read);
    const key = JSON.stringify([scope.organizationId, ...args]);
    const answer = kept?.get(key) ?? read(db, scope, ...args);
    kept?.set(key, answer);
    return answer;
  };

/** The same of rows by their ids: those that were asked for before are not asked for again, and none are no statement. */
export const readEachOnce =
  <Scope extends ReadingScope, Row>(
    read: (db: Database, scope: Scope, ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
  ) =>
  async (db: Database, scope: Scope, ids: readonly string[]): Promise<Map<string, Row>> => {
    type Rows = ReadonlyMap<string, Row>;
    const kept = findKept<Rows>(db, scope, read) ?? new Map<string, Promise<Rows>>();
    const toKey = (id: string) => JSON.stringify([scope.organizationId, id]);
    const wanted = [...new Set(ids)];
    const unknown = wanted.filter((id) => !kept.has(toKey(id)));
    if (unknown.length > 0) {
      const answer = read(db, scope, unknown);
      for (const id of unknown) kept.set(toKey(id), answer);
    }
    const rows = new Map<string, Row>();
    for (const id of wanted) {
      const row = (await kept.get(toKey(id)))?.get(id);
      if (row !== undefined) rows.set(id, row);
    }
    return rows;
  };

/** Null where nothing is kept: outside of a page, and in a transaction, which has to see what it wrote. */
function findKept<Answer>(
  db: Database,
  { reads }: ReadingScope,
  read: object,
): Map<string, Promise<Answer>> | null {
  if (!reads || db !== database()) return null;
  const kept = reads.get(read) ?? new Map<string, Promise<unknown>>();
  reads.set(read, kept);
  return kept as Map<string, Promise<Answer>>;
}
