import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import type { AppMessages } from '@/lib/i18n/app-messages';
import { loadMessages } from '@/lib/i18n/messages';
import { hasText, textOr } from '@/lib/i18n/text-or';
import { translator } from '@/lib/i18n/translator';

/** What every object has, as a code and in the place of a group. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

const NO_TEXTS = [
  ...INHERITED,
  'constructor.name',
  'errors.constructor',
  'errors.__proto__.toString',
  'errors.forbidden.length',
  'errors.forbidden.0',
  'errors.forbidden.trim',
  'errors',
  'errors.',
  '.',
  '',
  `errors${'.a'.repeat(2_000)}`,
];

describe('what is a text', () => {
  it.each(NO_TEXTS)('has no text called "%s"', (key) => {
    const t = translator('en');
    expect(hasText(t, key)).toBe(false);
    expect(textOr(t, key, 'what was stored')).toBe('what was stored');
    expect(hasText(t, 'errors.forbidden')).toBe(true);
  });

  it.each(INHERITED)('takes no inherited %s of a namespace for a text, as pages ask for it', (name) => {
    const messages = loadMessages('zh-CN') as AppMessages;
    const t = createTranslator({ locale: 'zh-CN', messages, namespace: 'requests' });
    expect(textOr(t, `reasons.${name}`, name)).toBe(name);
    expect(textOr(t, name, name)).toBe(name);
    expect(textOr(t, 'reasons.DECIDED', '')).toBe(messages.requests.reasons.DECIDED);
  });

  it('is filled with the values', () => {
    expect(textOr(translator('en'), 'common.savedAt', '', { time: '12:03' })).toBe('Saved 12:03');
  });
});
