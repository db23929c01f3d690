import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const room = path.resolve(import.meta.dirname, '../../../lib/signing');
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const NODE_ONLY = 'node-primitives.ts';

it.each(sources.filter((file) => file !== NODE_ONLY))('%s can stand in a browser bundle', (file) => {
  const source = readFileSync(path.join(room, file), 'utf8');
  const imports = [...source.matchAll(/from '([^']+)'/g)].map(([, from = '']) => from);
  const foreign = imports.filter((from) => !/^(\.|@noble\/|@\/lib\/core\/(clock|policy)$)/.test(from));
  expect(foreign).toEqual([]);
  expect(imports.filter((from) => from.endsWith('/node-primitives'))).toEqual([]);
  expect(source).not.toMatch(/\bBuffer[.(]|\bprocess\.\w|\brequire\(/);
});
