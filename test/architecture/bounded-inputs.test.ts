import { describe, expect, it } from 'vitest';
import { parseText, readSources, type SourceFile } from './parse-source';

const CHAINS = /\bz(?:\s*\.\w+(?:\([^()]*\))?)+/g;
const UNBOUNDED = /\.(?:int|date)\(/;

/** Whole numbers and instants of inputs without an upper end: the database takes none beyond its columns, and fails. */
function unbounded({ file, text }: SourceFile): string[] {
  return [...text.matchAll(CHAINS)].flatMap(({ 0: chain, index }) => {
    if (!UNBOUNDED.test(chain) || /\.(?:max|lte|lt)\(/.test(chain)) return [];
    return [`${file}:${text.slice(0, index).split('\n').length} ${chain.replace(/\s+/g, '')}`];
  });
}

describe('a whole number or an instant of an input', () => {
  it.each([
    'const a = z.coerce.number().int().positive();',
    'const a = z.object({ at: z.coerce.date().optional() });',
    'const a = z\n  .number()\n  .int()\n  .min(1);',
    'const a = z.array(z.number().int()).max(3);',
  ])('that has no upper end is found: %s', (code) => {
    expect(unbounded(parseText('lib/planted/schemas.ts', code))).toHaveLength(1);
  });

  it('has an upper end in every schema', () => {
    const schemas = readSources('lib').filter(({ file }) => /(^|\/)schemas\.ts$/.test(file));
    expect(schemas.length).toBeGreaterThan(10);
    expect(schemas.flatMap(unbounded)).toEqual([]);
  });
});
