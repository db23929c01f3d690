import { describe, expect, it } from 'vitest';
import type { FindingClass } from '@/lib/findings/rules/finding';
import type { FindingKey } from '@/lib/i18n/app-messages';
import { classifyWeakness, findCwe } from '@/lib/opinions/rules/classify-weakness';
import { compareOpinion } from '@/lib/opinions/rules/compare-opinion';
import type { OpinionRow } from '@/lib/opinions/rules/opinion-row';

const row = (over: Partial<OpinionRow>): OpinionRow => ({
  ...{ title: 'Something', class: 'XSS', cwe: 79, severity: 'HIGH', method: 'GET' },
  ...{ place: 'https://shop.example.com/item/7', path: '/item/7', parameter: '', text: '' },
  ...over,
});
const own = (number: number, name: FindingClass, titleKey: FindingKey, path: string, cwe = 79) => ({
  ...{ number, class: name, titleKey, cwe, url: `https://shop.example.com${path}` },
});
const FINDINGS = [
  own(1, 'XSS', 'findings-active.reflectedXss', '/item/12?q=a'),
  own(2, 'XSS', 'findings-active.storedXss', '/item/99'),
  own(3, 'HEADERS', 'findings-headers.cspMissing', '/', 1021),
  own(4, 'TLS', 'findings-tls.noStrictTransport', '/', 319),
  own(5, 'TLS', 'findings-tls.weakSuites', '/', 327),
];
const state = (over: Partial<OpinionRow>) => compareOpinion([row(over)], FINDINGS)[0];

describe('a row of another scanner', () => {
  it.each<[string, Partial<OpinionRow>, string, number[]]>([
    ['of the same class at the same kind of page', {}, 'ALSO_HERE', [1, 2]],
    ['at another kind of page', { path: '/cart' }, 'ONLY_THERE', []],
    ['of another class', { class: 'SQL_INJECTION' }, 'ONLY_THERE', []],
    ['of no class of ours', { class: null }, 'NOT_COMPARED', []],
    ['without a path', { path: null }, 'NOT_COMPARED', []],
    [
      'about the whole site, wherever it was seen',
      { title: 'Content Security Policy (CSP) Header Not Set', class: 'HEADERS', path: '/a' },
      ...(['ALSO_HERE', [3]] satisfies [string, number[]]),
    ],
    [
      'about the whole site that we have not',
      { title: 'Missing Anti-clickjacking Header', class: 'HEADERS' },
      ...(['ONLY_THERE', []] satisfies [string, number[]]),
    ],
    [
      'about strict transport, in whatever class',
      { title: 'Strict-Transport-Security Header Not Set', class: 'HEADERS', cwe: 319 },
      ...(['ALSO_HERE', [4]] satisfies [string, number[]]),
    ],
    ['of the same weakness of TLS', { class: 'TLS', cwe: 327 }, 'ALSO_HERE', [5]],
    ['of TLS without a weakness', { class: 'TLS', cwe: null }, 'NOT_COMPARED', []],
  ])('%s', (_what, over, expected, numbers) => {
    expect(state(over)).toEqual({ state: expected, numbers });
  });
});

describe('the class of a weakness', () => {
  it('is its number before its chapter before its name', () => {
    const name = 'Cross Site Scripting';
    expect(classifyWeakness({ cwe: 89, chapters: ['WSTG-INPV-01'], name })).toBe('SQL_INJECTION');
    expect(classifyWeakness({ cwe: 20, chapters: ['WSTG-SESS-05'], name })).toBe('CSRF');
    expect(classifyWeakness({ cwe: null, name })).toBe('XSS');
    expect(classifyWeakness({ cwe: 0, name: 'Something else' })).toBeNull();
  });

  it.each([
    ['CWE-89: Improper', 89],
    ['external/cwe/cwe-079', 79],
    ['https://cwe.mitre.org/data/definitions/601.html', 601],
    ['cwe', null],
    ['CWE-123456', null],
  ])('is found in %j', (text, cwe) => {
    expect(findCwe(['nothing', text])).toBe(cwe);
  });
});
