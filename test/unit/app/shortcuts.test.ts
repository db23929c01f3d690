import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskReader } from '@/app/places';
import { type PressedKeys, pressKey, SEQUENCE_MS } from '@/app/shortcuts/press-key';
import { PALETTE_CHORD, type Shortcut, shortcutsFor } from '@/app/shortcuts/registry';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

const BOTH = [true, false];
const AUDIENCES: DeskReader[] = BOTH.flatMap((isMember) =>
  BOTH.flatMap((isReviewer) => BOTH.map((hasDecisions) => ({ isMember, isReviewer, hasDecisions }))),
);
const SELLER: DeskReader = { isMember: true, isReviewer: false, hasDecisions: false };
const REVIEWER: DeskReader = { isMember: false, isReviewer: true, hasDecisions: false };

/** Pairs of keys on one page of which one is the other, or the beginning of it: the longer one could never be pressed. */
function conflicts(shortcuts: readonly Pick<Shortcut, 'keys'>[]): string[] {
  const keys = shortcuts.flatMap((shortcut) => shortcut.keys);
  return keys.flatMap((one, index) =>
    keys.flatMap((other, at) =>
      at !== index && (one === other || other.startsWith(`${one} `)) ? [`${one} / ${other}`] : [],
    ),
  );
}

const keysOf = (who: DeskReader) => shortcutsFor(who).flatMap(({ keys }) => keys);
const hrefsOf = (who: DeskReader) =>
  shortcutsFor(who).flatMap((one) => (one.page === 'places' ? [[one.keys[0], one.href]] : []));

/** Presses keys one after the other, `gapMs` apart. @returns what was hit */
function press(keys: readonly string[], known: readonly string[], gapMs = 100): string[] {
  let pending: PressedKeys | null = null;
  return keys.flatMap((key, index) => {
    const pressed = pressKey(pending, key, index * gapMs, known);
    pending = pressed.pending;
    return pressed.hit === null ? [] : [pressed.hit];
  });
}

describe('the shortcuts', () => {
  it.each(AUDIENCES)('have no conflict for %o', (who) => {
    expect(keysOf(who).length).toBeGreaterThan(5);
    expect(conflicts(shortcutsFor(who))).toEqual([]);
  });

  it.each([
    [['a'], ['a']],
    [['g'], ['g a']],
    [['g a'], ['b', 'g a']],
  ])('would not pass with %j and %j', (one, other) => {
    expect(conflicts([{ keys: one }, { keys: other }])).not.toEqual([]);
  });

  it('lead where the reader may go and nowhere else', () => {
    expect(hrefsOf(SELLER)).toContainEqual(['g a', '/assets']);
    expect(hrefsOf(SELLER)).toContainEqual(['g r', '/requests']);
    expect(hrefsOf(SELLER).map(([, href]) => href)).not.toContain('/review');
    expect(hrefsOf(REVIEWER)).toContainEqual(['g r', '/review']);
    expect(hrefsOf(REVIEWER).map(([, href]) => href)).not.toContain('/assets');
    expect(hrefsOf({ ...SELLER, isReviewer: true })).toContainEqual(['g v', '/review']);
    expect(shortcutsFor(SELLER).filter(({ page }) => page === 'review')).toEqual([]);
    expect(hrefsOf({ ...REVIEWER, hasDecisions: true })).toContainEqual(['g d', '/decisions/everywhere']);
  });

  it.each(LOCALES)('are each said in %s', (locale) => {
    const { shell } = loadMessages(locale) as { shell: Record<string, unknown> };
    const texts = shell.shortcuts as Record<string, unknown> & { review: Record<string, unknown> };
    for (const { page, id } of shortcutsFor({ isMember: true, isReviewer: true, hasDecisions: true })) {
      const text = page === 'places' ? shell[id] : page === 'general' ? texts[id] : texts.review[id];
      expect(typeof text, `${page} ${id}`).toBe('string');
    }
  });
});

describe('a sequence', () => {
  const known = keysOf({ ...SELLER, isReviewer: true });

  it('is its keys one after the other', () => {
    expect(press(['g', 'a'], known)).toEqual(['g a']);
    expect(press(['a'], known)).toEqual(['a']);
    expect(press(['g', 'g', 'a'], known)).toEqual(['g a']);
  });

  it('ends after a time, and by a key that does not belong to it', () => {
    expect(press(['g', 'a'], known, SEQUENCE_MS)).toEqual(['g a']);
    expect(press(['g', 'a'], known, SEQUENCE_MS + 1)).toEqual(['a']);
    // B alone would include alike findings.
    expect(press(['g', 'b'], known)).toEqual([]);
    expect(press(['g', 'b', 'a'], known)).toEqual(['a']);
  });

  it('never hits what nobody pressed, whatever is pressed', () => {
    const key = fc.constantFrom('g', 'a', 'b', 'j', '/', '?', PALETTE_CHORD, 'x', '1');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 30 }), fc.nat({ max: 2 * SEQUENCE_MS }), (keys, gapMs) => {
        const hits = press(keys, known, gapMs);
        const pressed = keys.join(' ');
        for (const hit of hits) {
          expect(known).toContain(hit);
          expect(` ${pressed} `).toContain(` ${hit} `);
        }
      }),
    );
  });
});

describe('keys of the desk', () => {
  const APP = path.resolve(import.meta.dirname, '../../../app');
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(APP, name), 'utf8') }));

  it('are heard in one place; elsewhere Escape alone is', () => {
    const listeners = files.filter(({ text }) => /document\.addEventListener\(\s*'key/.test(text));
    expect(listeners.map(({ name }) => name).sort()).toEqual([
      '(desk)/review/[submissionId]/review-shortcuts.tsx',
      'components/side-panel.tsx',
      'shortcuts/use-key-listener.ts',
    ]);
    for (const { name, text } of listeners.filter((one) => !one.name.startsWith('shortcuts/')))
      expect(
        [...text.matchAll(/event\.key [!=]== '(\w+)'/g)].map(([, key]) => key),
        name,
      ).toEqual(['Escape']);
  });

  it('are declared by the registry', () => {
    const literal = /\saria-keyshortcuts=(?:"|'|\{'|\{")/;
    expect(literal.test('<a aria-keyshortcuts="x">')).toBe(true);
    expect(files.filter(({ text }) => literal.test(text)).map(({ name }) => name)).toEqual([]);
  });
});
