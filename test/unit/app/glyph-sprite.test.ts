import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as lucide from 'lucide-react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Glyph } from '@/app/components/glyph';
import { glyphSprite } from '@/app/components/glyph-sprite';
import { GLYPH_VERSION } from '@/app/components/glyph-version';
import { GET } from '@/app/glyphs.svg/route';

const APP = path.resolve(import.meta.dirname, '../../../app');

/** The names of the shapes that pages and components import. */
const imported = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && path.basename(name) !== 'glyph-shapes.ts')
  .map((name) => readFileSync(path.join(APP, name), 'utf8'))
  .flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from 'lucide-react'/g)])
  .flatMap(([, names = '']) => names.split(','))
  .map((name) => name.trim().split(' as ')[0] ?? '')
  .filter((name) => name !== '' && !name.startsWith('type '));

const sprite = glyphSprite();
const symbols = [...sprite.matchAll(/<symbol id="(\w+)" viewBox="0 0 24 24">(.*?)<\/symbol>/g)];
const linesById = new Map(symbols.map(([, id = '', lines = '']) => [id, lines]));

const findShape = (name: string) => {
  const shape: unknown = Reflect.get(lucide, name);
  if (shape === undefined) throw new Error(`lucide has no ${name}`);
  return shape as lucide.LucideIcon;
};

describe('the sprite', () => {
  it('has every shape that is shown, once, and no other', () => {
    const shown = new Set(imported.map((name) => findShape(name).displayName ?? name));
    expect(shown.size).toBeGreaterThan(50);
    expect(symbols.map(([, id]) => id).sort()).toEqual([...shown].sort());
  });

  it('has the lines that the shape draws itself', () => {
    for (const name of new Set(imported)) {
      const drawn = renderToStaticMarkup(createElement(findShape(name)));
      const lines = drawn.replace(/^<svg[^>]*>|<\/svg>$/g, '').replaceAll(/><\/\w+>/g, '/>');
      expect(linesById.get(findShape(name).displayName ?? ''), name).toBe(lines);
    }
  });

  it('is what a glyph refers to', () => {
    const markup = renderToStaticMarkup(createElement(Glyph, { icon: lucide.Send }));
    expect(markup).toContain(`<use href="/glyphs.svg?v=${GLYPH_VERSION}#Send"`);
    expect(markup).toContain('aria-hidden="true"');
  });

  it('has the version of its shapes in its address', () => {
    const digest = createHash('sha256').update(sprite).digest('hex');
    expect(GLYPH_VERSION, 'write this into glyph-version.ts').toBe(digest.slice(0, GLYPH_VERSION.length));
    expect(GLYPH_VERSION).toHaveLength(8);
  });

  it('is kept under its own version only', () => {
    const kept = (query: string) =>
      GET(new Request(`https://desk.example.com/glyphs.svg${query}`)).headers.get('cache-control');
    expect(kept(`?v=${GLYPH_VERSION}`)).toBe('public, max-age=31536000, immutable');
    for (const query of ['', '?v=', '?v=00000000', `?w=${GLYPH_VERSION}`])
      expect(kept(query)).toBe('no-store');
  });
});
