import { describe, expect, it } from 'vitest';
import { Prisma } from '@/lib/db/generated/client';
import { nameStatement, PLANNED_ONCE } from '@/lib/db/planned-once';

const nameOf = ({ sql }: Prisma.Sql) => nameStatement({ sql, args: [], argTypes: [] });
const find = (table: 'a' | 'b', id: number) =>
  Prisma.sql`SELECT ${id}::int FROM ${Prisma.raw(table)} ${PLANNED_ONCE}`;

describe('a statement that is planned once', () => {
  it('has a name of its own, whatever its values', () => {
    expect(nameOf(find('a', 1))).toMatch(/^\w+$/);
    expect(nameOf(find('a', 2))).toBe(nameOf(find('a', 1)));
    expect(nameOf(find('b', 1))).not.toBe(nameOf(find('a', 1)));
  });

  it('is marked at its end; no other has a name', () => {
    expect(nameOf(Prisma.sql`SELECT 1`)).toBe('');
    expect(nameOf(Prisma.sql`SELECT ${PLANNED_ONCE} 1`)).toBe('');
  });
});
