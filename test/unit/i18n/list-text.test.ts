import { describe, expect, it } from 'vitest';
import { listText, withLists } from '@/lib/i18n/list-text';
import { translator } from '@/lib/i18n/translator';

describe('a list of names', () => {
  it.each([
    [['a'], 'a', 'a'],
    [['a', 'b'], 'a, b', 'a、b'],
    [['a', 'b', 'c, d'], 'a, b, c, d', 'a、b、c, d'],
    [[], '', ''],
  ])('%j has the separator of the language', (names, english, chinese) => {
    expect(listText('en', names)).toBe(english);
    expect(listText('zh-CN', names)).toBe(chinese);
  });

  it('is one value of a text, beside others that stay as they are', () => {
    expect(withLists('zh-CN', { names: ['甲', '乙'], count: 2, by: 'Li' })).toEqual({
      names: '甲、乙',
      count: 2,
      by: 'Li',
    });
  });

  it('is written by whoever translates', () => {
    const values = { hostname: 'x', products: ['甲', '乙'] };
    expect(translator('zh-CN')('errors.assets.hasProduct', values)).toContain('甲、乙');
    expect(translator('en')('errors.assets.hasProduct', values)).toContain('甲, 乙');
  });
});
