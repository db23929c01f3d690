import { describe, expect, it } from 'vitest';
import { cleanName } from '@/lib/core/clean-name';

describe('the name that people are shown', () => {
  it('loses what cannot be seen and what turns the reading order', () => {
    expect(cleanName('safe\u202egpj.exe')).toBe('safegpj.exe');
    expect(cleanName('Led\u200bger\ufeff')).toBe('Ledger');
    expect(cleanName('a\0\u0007b\u00ad\u2066c\u2069')).toBe('abc');
  });

  it('is one line with single blanks', () => {
    expect(cleanName('  Billing\r\n\tdesk\u2028two\u00a0 ')).toBe('Billing desk two');
  });

  it('is empty where nothing can be seen', () => {
    for (const typed of ['', ' \n', '\u200b\u200b', '\u3164', '\u2800', '\u200d', '\u{e0041}'])
      expect(cleanName(typed), JSON.stringify(typed)).toBe('');
  });

  it('keeps what scripts and emoji are written with', () => {
    for (const typed of ['می\u200cخواهم', '👩\u200d💻 desk', '❤\ufe0f', '测试 资产', 'Ünïcode'])
      expect(cleanName(typed)).toBe(typed);
  });

  it('is one name however it was typed', () => {
    expect(cleanName('e\u0301tat')).toBe('\u00e9tat');
  });
});
