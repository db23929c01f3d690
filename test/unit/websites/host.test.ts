import { describe, expect, it } from 'vitest';
import { normaliseSiteAddress } from '@/lib/websites/rules/host';

const rules = {
  allowPrivate: new Set(['127.0.0.1:4010', '[::1]:4011', 'seller.test:80']),
  extraPorts: [8443],
};
const normalisedOrigin = (input: string) => {
  const result = normaliseSiteAddress(input, rules);
  return result.ok ? result.site.origin : result.problem;
};

describe('a website address as a seller types it', () => {
  it.each([
    ['shop.example.com', 'https://shop.example.com'],
    ['  Shop.Example.COM.  ', 'https://shop.example.com'],
    ['https://shop.example.com/', 'https://shop.example.com'],
    ['https://shop.example.com:443', 'https://shop.example.com'],
    ['HTTP://shop.example.com:80/', 'http://shop.example.com'],
    ['shop.example.com:80', 'http://shop.example.com'],
    ['shop.example.com:8443', 'https://shop.example.com:8443'],
    ['https://shop.example.com:80', 'https://shop.example.com:80'],
    ['Bücher.example.com', 'https://xn--bcher-kva.example.com'],
    ['xn--bcher-kva.example.com', 'https://xn--bcher-kva.example.com'],
    ['例子。中国', 'https://xn--fsqu00a.xn--fiqs8s'],
    ['ｅｘａｍｐｌｅ．ｃｏｍ', 'https://example.com'],
    ['me.github.io', 'https://me.github.io'],
    ['127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['https://127.0.0.1:4010/', 'https://127.0.0.1:4010'],
    ['[::1]:4011', 'http://[::1]:4011'],
    ['seller.test', 'http://seller.test'],
  ])('%j is %s', (input, origin) => {
    expect(normalisedOrigin(input)).toBe(origin);
  });

  it.each([
    ['', 'EMPTY'],
    ['   ', 'EMPTY'],
    [`${'a'.repeat(3_000)}.com`, 'TOO_LONG'],
    ['shop example.com', 'NOT_READABLE'],
    ['shop_1.example.com', 'NOT_READABLE'],
    ['-shop.example.com', 'NOT_READABLE'],
    [`${'a'.repeat(64)}.example.com`, 'NOT_READABLE'],
    ['a..example.com', 'NOT_READABLE'],
    ['https://', 'NOT_READABLE'],
    ['example.com\\login', 'NOT_READABLE'],
    ['ftp://example.com', 'SCHEME'],
    ['javascript:alert(1)', 'SCHEME'],
    ['seller@example.com', 'USER_INFO'],
    ['https://user:secret@example.com', 'USER_INFO'],
    ['https://@example.com', 'USER_INFO'],
    ['example.com/login', 'PATH'],
    ['example.com?next=1', 'PATH'],
    ['example.com/#top', 'PATH'],
    ['example.com:8080', 'PORT'],
    ['127.0.0.1:4012', 'PORT'],
    ['8.8.8.8', 'IP_ADDRESS'],
    ['134744072', 'IP_ADDRESS'],
    ['0x8.0x8.0x8.0x8', 'IP_ADDRESS'],
    ['[2606:4700::1111]', 'IP_ADDRESS'],
    ['127.0.0.1', 'IP_ADDRESS'],
    ['localhost', 'SINGLE_LABEL'],
    ['com', 'PUBLIC_SUFFIX'],
    ['co.uk', 'PUBLIC_SUFFIX'],
    ['中国', 'PUBLIC_SUFFIX'],
    ['github.io', 'PUBLIC_SUFFIX'],
    ['shop.invalid', 'UNKNOWN_SUFFIX'],
    ['printer.local', 'UNKNOWN_SUFFIX'],
  ])('%j is refused: %s', (input, problem) => {
    expect(normalisedOrigin(input)).toBe(problem);
  });

  it('gives one host one key and a readable name', () => {
    expect(normaliseSiteAddress('BÜCHER.example.com:8443', rules)).toEqual({
      ok: true,
      site: {
        scheme: 'https',
        hostname: 'xn--bcher-kva.example.com',
        port: 8443,
        host: 'xn--bcher-kva.example.com:8443',
        origin: 'https://xn--bcher-kva.example.com:8443',
        displayHost: 'bücher.example.com',
      },
    });
  });
});
