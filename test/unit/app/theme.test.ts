import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(path.resolve(import.meta.dirname, '../../../app/theme.css'), 'utf8');

type Theme = 'light' | 'dark';

/** Every `--color-name: light-dark(#…, #…)` of the theme. */
const TOKENS = new Map(
  [...CSS.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function colour(name: string, theme: Theme): string {
  const token = TOKENS.get(name);
  if (token === undefined) throw new Error(`theme.css has no colour ${name}`);
  return token[theme];
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

const GROUNDS = ['surface', 'raised', 'sunken', 'hover'];
const TONES = ['attention', 'progress', 'success', 'neutral', 'danger'];
const SEVERITIES = ['severity-high', 'severity-medium', 'severity-low', 'severity-hint'];

/** Foreground on background, for everything that the kit writes. */
const WRITTEN: [string, string][] = [
  ...GROUNDS.flatMap((ground): [string, string][] => [
    ['text', ground],
    ['muted', ground],
    ['accent', ground],
    ['accent-strong', ground],
    ['danger', ground],
  ]),
  ...TONES.flatMap((tone): [string, string][] => [
    [tone, `${tone}-quiet`],
    [tone, 'surface'],
    [tone, 'raised'],
    ['text', `${tone}-quiet`],
  ]),
  ...SEVERITIES.flatMap((severity): [string, string][] => [
    [severity, 'surface'],
    [severity, 'raised'],
    [severity, 'hover'],
  ]),
  ['accent', 'accent-quiet'],
  ['text', 'accent-quiet'],
  ['muted', 'accent-quiet'],
  ['muted', 'danger-quiet'],
  ['accent', 'danger-quiet'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ['surface', 'text'],
  ['text', 'mark'],
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(WRITTEN)('writes %s on %s with a contrast of at least 4.5', (front, back) => {
    expect(contrast(colour(front, theme), colour(back, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['surface', 'raised'])(
    'draws the frames of fields and the focus ring on %s with at least 3',
    (back) => {
      expect(contrast(colour('edge', theme), colour(back, theme))).toBeGreaterThanOrEqual(3);
      expect(contrast(colour('accent', theme), colour(back, theme))).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('contrast', () => {
  it('is 21 between black and white and 1 between equals', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#336699', '#336699')).toBe(1);
  });
});
