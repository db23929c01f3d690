import { Package } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { firstAssets, MOST_FOUND, readFound } from '@/app/shell/palette/found-assets';
import { matchItems, type PaletteItem } from '@/app/shell/palette/match-items';

const line = (label: string): PaletteItem => ({
  ...{ id: label, label, icon: Package, group: 'places' },
  run: () => {},
});
const LINES = ['Assets', 'Review desk', 'Theme: Dark', '语言：简体中文'].map(line);
const labels = (typed: string) => matchItems(LINES, typed).map(({ label }) => label);

describe('what is typed into the palette', () => {
  it('finds the lines with every word of it, in their order', () => {
    expect(labels('')).toEqual(LINES.map(({ label }) => label));
    expect(labels('e')).toEqual(['Assets', 'Review desk', 'Theme: Dark']);
    expect(labels('desk rev')).toEqual(['Review desk']);
    expect(labels('dark  desk')).toEqual([]);
    expect(labels('简体')).toEqual(['语言：简体中文']);
  });

  it('may be in another case or width', () => {
    expect(labels('ASSETS')).toEqual(['Assets']);
    expect(labels('ａｓｓｅｔｓ')).toEqual(['Assets']);
  });
});

describe('the assets of the palette', () => {
  const rows = Array.from({ length: 20 }, (_, index) => ({
    ...{ id: String(index), name: `Asset ${index}`, status: 'DRAFT' as const },
    description: 'Nobody asked for it',
  }));

  it('are the first ones, with what is shown of them and how many there are', () => {
    const found = firstAssets({ rows, total: 57 });
    expect(found.total).toBe(57);
    expect(found.assets).toHaveLength(MOST_FOUND);
    expect(found.assets[0]).toEqual({ id: '0', name: 'Asset 0', status: 'DRAFT' });
    expect(readFound(JSON.parse(JSON.stringify(found)))).toEqual(found);
  });

  it.each([[null], ['sign in'], [{ assets: 'all', total: 1 }], [{ assets: [] }], [{ error: { code: 'X' } }]])(
    'are none where the server answers %j',
    (answer) => {
      expect(readFound(answer)).toBeNull();
    },
  );

  it('leaves out what is no asset', () => {
    expect(readFound({ assets: [null, { id: '1', name: 'A', status: 'NEW' }], total: 2 })?.assets).toEqual(
      [],
    );
  });
});
