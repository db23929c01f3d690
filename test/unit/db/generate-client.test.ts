import { cp, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateClient } from '@/lib/db/generate-client';

const ROOT = path.resolve(import.meta.dirname, '../../..');
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'preflight-client-'));
  // The generator as the product runs it, over one table: with all of them each of its runs takes twice as long.
  await cp(path.join(ROOT, 'prisma'), path.join(root, 'prisma'), {
    recursive: true,
    filter: (file) => !file.endsWith('.prisma') || path.basename(file) === 'main.prisma',
  });
  await writeFile(path.join(root, 'prisma/schema/kept.prisma'), 'model Kept {\n  id String @id\n}\n');
  await symlink(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const client = () => readFile(path.join(root, 'lib/db/generated/client.ts'), 'utf8');

it('makes the client where it is missing, and once', async () => {
  expect(await generateClient(root)).toBe(true);
  expect(await client()).toContain('PrismaClient');
  expect(await generateClient(root)).toBe(false);
});

it('makes it again for another schema, however old that file says it is', async () => {
  const schema = path.join(root, 'prisma/schema/added.prisma');
  await writeFile(schema, 'model Added {\n  id String @id\n}\n');
  await utimes(schema, new Date('2001-01-01'), new Date('2001-01-01'));
  expect(await generateClient(root)).toBe(true);
  expect(await client()).toContain('Added');
  await rm(schema);
  expect(await generateClient(root)).toBe(true);
  expect(await client()).not.toContain('Added');
});

it('makes it again where nobody knows what it was made from', async () => {
  await rm(path.join(root, 'lib/db/generated/made-from'));
  expect(await generateClient(root)).toBe(true);
});

it('says what the generator says, and believes nothing of a failure', async () => {
  const schema = path.join(root, 'prisma/schema/broken.prisma');
  await writeFile(schema, 'model Broken {\n  nothing\n}\n');
  await expect(generateClient(root)).rejects.toThrow(/broken\.prisma|Broken/);
  await rm(schema);
  expect(await generateClient(root)).toBe(false);
});
