import type { SqlQuery } from '@prisma/driver-adapter-utils';
import { Prisma } from './generated/client';

const MARK = '/* planned once */';

/**
 * At the end of a statement, it is read and planned once a connection instead of at every call: for those of nearly every
 * page, whose plan costs more than their rows. A plan serves all values, so only what is found by ids or within an
 * organization is marked (`test/integration/submissions/list-plans.test.ts`), and never what is made of values.
 */
export const PLANNED_ONCE = Prisma.raw(MARK);

/** By text; there are as many as the stores can write. */
const names = new Map<string, string>();

/** The name by which a connection keeps a statement; empty: it keeps none. */
export function nameStatement({ sql }: SqlQuery): string {
  if (!sql.endsWith(MARK)) return '';
  const name = names.get(sql) ?? `planned_${names.size}`;
  names.set(sql, name);
  return name;
}
