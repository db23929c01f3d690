import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

type Texts = { [key: string]: string | Texts };

/** Every `…Named` beside the word that the button shows. */
function listNamed(texts: Texts, path: string): { path: string; shown: unknown; name: string }[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    if (typeof text !== 'string') return listNamed(text, `${path}.${key}`);
    if (!key.endsWith('Named') || path.startsWith('.errors')) return [];
    return [{ path: `${path}.${key}`, shown: texts[key.slice(0, -'Named'.length)], name: text }];
  });
}

describe.each(LOCALES)('names for screen readers in %s', (locale) => {
  it('begin with the word that the button shows (WCAG 2.5.3)', () => {
    const named = listNamed(loadMessages(locale) as Texts, '');
    expect(named.length).toBeGreaterThan(3);
    for (const { path, shown, name } of named) expect(name.startsWith(String(shown)), path).toBe(true);
  });
});
