import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocale, negotiateLocale, resolveLocale } from '@/lib/i18n/locales';
import { isZone, resolveZone } from '@/lib/i18n/time-zones';

describe('negotiateLocale', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['zh-Hans', 'zh-CN'],
    ['de, zh;q=0.3, en;q=0.7', 'en'],
    ['en;q=0, zh', 'zh-CN'],
    ['fr, *;q=0.5', 'en'],
    ['', 'en'],
    [null, 'en'],
    [undefined, 'en'],
  ])('of %j is %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it('answers one of ours for any header', () => {
    fc.assert(fc.property(fc.string(), (header) => isLocale(negotiateLocale(header))));
  });
});

describe('resolveLocale', () => {
  it('prefers the cookie, unless it names a language that we do not have', () => {
    expect(resolveLocale('zh-CN', 'en')).toBe('zh-CN');
    expect(resolveLocale('tlh', 'zh')).toBe('zh-CN');
    expect(resolveLocale(undefined, 'zh')).toBe('zh-CN');
  });
});

describe('zones', () => {
  it('known to this machine keep their spelling, aliases too', () => {
    expect(resolveZone('Asia/Shanghai')).toBe('Asia/Shanghai');
    expect(resolveZone('Asia/Calcutta')).toBe('Asia/Calcutta');
  });

  it.each([undefined, '', 'Mars/Olympus', '../etc/passwd', 'UTC; path=/', 'A'.repeat(65)])(
    'fall back to UTC for %j',
    (zone) => {
      expect(resolveZone(zone)).toBe('UTC');
    },
  );

  it('never throw for what a cookie may hold', () => {
    fc.assert(fc.property(fc.string(), (zone) => typeof isZone(zone) === 'boolean'));
  });
});
