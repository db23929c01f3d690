import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listTouches, schemaModels } from './database-touches';
import { parseText, ROOT, readSources, type SourceFile } from './parse-source';

/** Files that query without being a store: the client itself, and the queue's own schema, which all rooms add jobs to. */
const BESIDE_STORES = /^lib\/(db|jobs)\//;
const isStore = (file: string): boolean => /(^|[/-])store\.ts$/.test(file);
const readRoom = (file: string): string => file.split('/')[1] ?? '';

/** `model → rooms that write it`, as `prisma/README.md` lists them. */
function ownersOfTables(): Map<string, string[]> {
  const text = readFileSync(path.join(ROOT, 'prisma/README.md'), 'utf8');
  const owners = new Map<string, string[]>();
  for (const [, room = '', models = ''] of text.matchAll(/^\| `([\w-]+)` \| (.+?) \|$/gm))
    for (const [, model = ''] of models.matchAll(/`(\w+)`/g))
      owners.set(model, [...(owners.get(model) ?? []), room]);
  return owners;
}

const OWNERS = ownersOfTables();

/** Writes the lease columns of the rows of long work, whichever of three tables they are in (`lib/jobs/README.md`). */
const LEASES = 'lib/jobs/store.ts';

/** Tables touched outside a store, or written in a room that does not own them. */
function strangers(source: SourceFile): string[] {
  return listTouches(source)
    .filter(({ model, isWrite }) => {
      if (model === null) return source.file !== LEASES;
      if (!isStore(source.file) && !BESIDE_STORES.test(source.file)) return true;
      return isWrite && !OWNERS.get(model)?.includes(readRoom(source.file));
    })
    .map(({ place }) => place);
}

describe('tables', () => {
  it('have each at least one room in prisma/README.md, and it exists', () => {
    expect([...OWNERS.keys()].sort()).toEqual([...schemaModels().keys()].sort());
    const rooms = new Set(readSources('lib').map(({ file }) => readRoom(file)));
    expect([...OWNERS.values()].flat().filter((room) => room !== 'nobody' && !rooms.has(room))).toEqual([]);
  });

  it.each([
    'export const a = (tx: Transaction) => tx.website.updateMany({ data: {} });',
    "export const a = (t: Transaction) => t['website'].delete({ where: {} });",
    'export default async function a(one: Database) { const other = one; await other.website.create({ data: {} }); }',
    'export const a = (tx: Transaction) => { const { website } = tx; return website.create({ data: {} }); };',
    'export const a = ({ website }: Transaction) => website.create({ data: {} });',
    'export const a = (tx: Transaction) => { const table = tx.website; return table.create({ data: {} }); };',
    'export const a = (tx: Transaction, name: string) => tx[name].create({ data: {} });',
    "export const a = (tx: Transaction, what: 'create') => tx.website[what]({ data: {} });",
    "import { database as d } from '@/lib/db/client'; export const a = () => d().website.upsert({});",
    'export const a = () => inTransaction((t) => t.website.deleteMany({}));',
    'export const a = (db: Database) => db.$transaction((t) => t.website.deleteMany({}));',
    'export const a = (tx: Transaction) => tx.$executeRaw`update "Website" SET "name" = 1`;',
    'export const a = Prisma.sql`WITH gone AS (DELETE FROM "Website" RETURNING 1) SELECT 1`;',
    'export const a = (tx: Transaction) => tx.$executeRaw`INSERT INTO "public"."Website" VALUES (1)`;',
    'export const a = (tx: Transaction) => tx.$executeRawUnsafe("DELETE");',
    'export const a = (tx: Transaction, table: Sql) => tx.$executeRaw`UPDATE $' + '{table} SET a = 1`;',
    'export const a = (tx: Transaction) => tx.appeal.create({ data: { verdicts: { create: [{}] }, submission: { update: {} } } });',
  ])('are not written in another room: %s', (text) => {
    expect(strangers(parseText('lib/appeals/store.ts', text))).not.toEqual([]);
  });

  it('are touched in stores only', () => {
    for (const text of [
      'export const a = (db: Database) => db.website.findMany();',
      'export const a = (db: Database) => db.$queryRaw`SELECT 1 FROM "Website"`;',
    ]) {
      expect(strangers(parseText('lib/websites/attach.ts', text))).not.toEqual([]);
      expect(strangers(parseText('lib/websites/store.ts', text))).toEqual([]);
    }
  });

  it('are written by their rooms', () => {
    expect([...readSources('lib'), ...readSources('app')].flatMap(strangers)).toEqual([]);
  });
});
