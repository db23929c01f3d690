import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import recipes from '@/lib/i18n/messages/en/ownership.json';
import { hasText, textOr } from '@/lib/i18n/text-or';
import { translator } from '@/lib/i18n/translator';
import { FIX_KEYS, RUNGS, type Rung } from '@/lib/ownership/rules/ladder';
import { rungSentence } from '@/lib/ownership/rules/rung-sentence';

const values = {
  hostname: 'shop.example',
  port: '8443',
  origin: 'https://shop.example:8443',
  fileName: 'f.html',
  content: 'abc shop.example',
};
const plain = { state: 'pass', error: null, tookMs: 1, fixKey: null } as const;
const certificate = {
  subject: 'CN=shop.example',
  issuer: 'CN=Root',
  names: ['DNS:shop.example'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validUntil: '2026-12-31T00:00:00.000Z',
};
const body = {
  size: 1_234,
  firstBytesHex: '61',
  firstBytesText: 'a',
  contentType: 'text/html',
  charset: 'utf-8',
  tolerated: [],
  fatal: null,
  firstDifferenceAt: null,
};

const SENTENCES: [Rung, string][] = [
  [
    { ...plain, rung: 'DNS', seen: { host: 'shop.example', addresses: ['8.8.8.8', '8.8.4.4'] } },
    'shop.example has the addresses 8.8.8.8, 8.8.4.4.',
  ],
  [
    {
      ...plain,
      rung: 'DNS',
      state: 'fail',
      error: 'DNS_NOT_FOUND: ENOTFOUND',
      seen: { host: 'shop.example', addresses: [] },
    },
    'DNS_NOT_FOUND: ENOTFOUND',
  ],
  [
    { ...plain, rung: 'TCP', seen: { address: '8.8.8.8', port: 40_443 } },
    '8.8.8.8 accepted the connection on port 40443.',
  ],
  [
    { ...plain, rung: 'TCP', seen: { address: null, port: 443 } },
    'One of the addresses accepted the connection on port 443.',
  ],
  [
    { ...plain, rung: 'TLS', state: 'warn', fixKey: 'plainHttp', seen: null },
    'The file was read over plain http, without encryption.',
  ],
  [
    { ...plain, rung: 'TLS', seen: { protocol: 'TLSv1.3', cipher: 'x', certificate } },
    'TLSv1.3; certificate of CN=shop.example, issued by CN=Root, for DNS:shop.example, valid until 2026-12-31.',
  ],
  [
    {
      ...plain,
      rung: 'TLS',
      state: 'fail',
      error: 'CERTIFICATE_EXPIRED: CERT_HAS_EXPIRED',
      seen: { protocol: 'TLSv1.3', cipher: 'x', certificate },
    },
    'CERTIFICATE_EXPIRED: CERT_HAS_EXPIRED. Shown was the certificate of CN=shop.example, issued by CN=Root, for DNS:shop.example, valid until 2026-12-31.',
  ],
  [
    { ...plain, rung: 'TLS', seen: { protocol: 'TLSv1.2', cipher: 'x', certificate: null } },
    'TLSv1.2; no certificate was shown.',
  ],
  [
    { ...plain, rung: 'REDIRECTS', seen: { hops: [], finalUrl: 'https://a/' } },
    'The address answered without a redirect.',
  ],
  [
    {
      ...plain,
      rung: 'REDIRECTS',
      seen: { hops: [{ url: 'http://a/f', status: 301, location: 'https://a/f' }], finalUrl: 'https://a/f' },
    },
    '1 redirect: http://a/f (301) → https://a/f',
  ],
  [
    { ...plain, rung: 'STATUS', seen: { url: 'https://a/f', status: 404, statusText: 'Not Found' } },
    'https://a/f answered 404 Not Found.',
  ],
  [{ ...plain, rung: 'BODY', seen: body }, 'All 1,234 bytes are as expected.'],
  [
    { ...plain, rung: 'BODY', state: 'warn', seen: { ...body, tolerated: ['BOM', 'TRAILING_NEWLINE'] } },
    'The content is as expected. A byte order mark in front of it and the line end behind it were ignored.',
  ],
  [
    {
      ...plain,
      rung: 'BODY',
      state: 'fail',
      seen: { ...body, fatal: 'OTHER_CONTENT', firstDifferenceAt: 7 },
    },
    '1,234 bytes of type text/html were served. The first difference is at byte 8.',
  ],
  [
    {
      ...plain,
      rung: 'BODY',
      state: 'fail',
      seen: { ...body, fatal: 'NO_BREAK_SPACE', firstDifferenceAt: 7, differenceHex: 'c2 a0' },
    },
    '1,234 bytes of type text/html were served. The first difference is at byte 8: C2 A0.',
  ],
  [
    {
      ...plain,
      rung: 'BODY',
      state: 'fail',
      // Its first bytes are a mark, the next one differs.
      seen: {
        ...body,
        tolerated: ['BOM'],
        fatal: 'OTHER_CONTENT',
        firstDifferenceAt: 0,
        differenceHex: '78',
      },
    },
    '1,234 bytes of type text/html were served. The first difference is at byte 4: 78.',
  ],
  [
    { ...plain, rung: 'SOFT_404', seen: { url: '/x.html', status: 404, isSameContent: false } },
    '/x.html answered 404.',
  ],
  [
    { ...plain, rung: 'SOFT_404', state: 'fail', seen: { url: '/x.html', status: 200, isSameContent: true } },
    '/x.html answered 200 with the verification line, though no such file exists.',
  ],
];

describe('the sentence of a rung', () => {
  it.each(SENTENCES)('%j', (rung, english) => {
    const sentence = rungSentence(rung);
    expect(sentence && translator('en')(`ownership.${sentence.key}`, sentence.values)).toBe(english);
    expect(sentence && translator('zh-CN')(`ownership.${sentence.key}`, sentence.values)).toBeTruthy();
  });

  it('is not made up where nothing was seen', () => {
    for (const rung of RUNGS)
      expect(rungSentence({ ...plain, rung, state: 'not-run', seen: null, tookMs: null })).toBeNull();
  });
});

describe.each(LOCALES)('texts in %s', (locale) => {
  const t = translator(locale);

  it('has what to do for every way in which a rung can fail, complete with the values', () => {
    for (const key of FIX_KEYS)
      for (const part of ['title', 'text', 'command'].filter(
        (name) => name !== 'command' || hasText(t, `ownership.fixes.${key}.command`),
      )) {
        const text = textOr(t, `ownership.fixes.${key}.${part}`, '', values);
        expect(text).not.toBe('');
        expect(text.replace('%{time_total}', '')).not.toMatch(/[{}]/);
      }
  });

  it('has recipes whose commands can be pasted', () => {
    for (const name of Object.keys(recipes.recipes))
      expect(textOr(t, `ownership.recipes.${name}.command`, '', values)).not.toBe('');
    expect(t('ownership.recipes.nginx.command', values)).toBe(
      'location = /f.html {\n  default_type text/html;\n  return 200 "abc shop.example";\n}',
    );
    expect(t('ownership.fixes.bodyEmpty.command', values)).toBe('printf "%s" "abc shop.example" > f.html');
    expect(t('ownership.fixes.tlsFailed.command', values)).toBe(
      'openssl s_client -connect shop.example:8443 -servername shop.example',
    );
  });
});
