import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cvssBaseScore, severityOfScore, weigh } from '@/lib/findings/rules/cvss';
import type { FindingDraft } from '@/lib/findings/rules/finding';
import {
  computeFingerprint,
  computeLookalikeKey,
  deduplicateFindings,
} from '@/lib/findings/rules/fingerprint';
import { pathTemplate } from '@/lib/findings/rules/path-template';
import { compareFindings, countFindings, securityScore } from '@/lib/findings/rules/score';

const draft = (change: Partial<FindingDraft> = {}): FindingDraft => ({
  checkId: 'reflected-xss',
  class: 'XSS',
  titleKey: 'findings-active.reflectedXss',
  values: {},
  severity: 'MEDIUM',
  confidence: 'LIKELY',
  cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
  cvssScore: 6.1,
  cwe: 79,
  method: 'GET',
  url: 'https://shop.example/item/7?q=a',
  parameter: { location: 'QUERY', name: 'q' },
  sink: 'html-text',
  evidence: { request: '', response: '', isTruncated: false, marks: [] },
  ...change,
});

describe('path template', () => {
  it.each([
    ['/', '/'],
    ['/item/42', '/item/{}'],
    ['/item/42/', '/item/{}'],
    ['/u/9b2f6c1e-3d4a-4b5c-8d6e-7f8091a2b3c4/orders', '/u/{}/orders'],
    ['/log/2026-05-04', '/log/{}'],
    ['/c/3f2a9c1b7d8e4f5061728394a5b6c7d8', '/c/{}'],
    ['/s/aB3dE5gH7jK9mN1pQ3sT5', '/s/{}'],
    ['/assets/main.3f2a9c1b.js', '/assets/main.{}.js'],
    ['/api/v2/things', '/api/v2/things'],
    ['/Case07-Tag.jsp', '/Case07-Tag.jsp'],
    ['/sqli-00/BenchmarkTest00008', '/sqli-00/BenchmarkTest00008'],
    ['/sqli-00/SecurityExample00042Redirect', '/sqli-00/SecurityExample00042Redirect'],
    ['/Case07-ReflectedText', '/Case07-ReflectedText'],
    ['/phones/iPhone13ProMax256GB-Blue', '/phones/iPhone13ProMax256GB-Blue'],
    ['/Level1-Stage2-Room3-Hall', '/Level1-Stage2-Room3-Hall'],
    ['/t/x7Kq2LmZ9pRt4VbN8sWy', '/t/{}'],
    ['/t/eyJhbGciOiJIUzI1NiIsInR5cCI6', '/t/{}'],
    ['/shop;jsessionid=1A2B/cart', '/shop/cart'],
    ['/%E5%95%86%E5%93%81/5', '/商品/{}'],
    ['/a%ZZ', '/a%ZZ'],
  ])('%s → %s', (path, template) => expect(pathTemplate(path)).toBe(template));
});

describe('fingerprint v1', () => {
  it('is the same for rows of one kind, payloads, texts, weights and times', () => {
    const same = [
      draft({ url: 'https://shop.example/item/9?q=%3Cscript%3E' }),
      draft({ severity: 'HIGH', confidence: 'CONFIRMED', cvssScore: 9 }),
      draft({ titleKey: 'findings-active.reflectedXss', values: { a: 1 }, method: 'get' }),
    ];
    for (const other of same) expect(computeFingerprint(other)).toBe(computeFingerprint(draft()));
  });

  it.each<[string, Partial<FindingDraft>]>([
    ['class', { class: 'SQL_INJECTION' }],
    ['method', { method: 'POST' }],
    ['origin', { url: 'https://shop.example:8443/item/7' }],
    ['path', { url: 'https://shop.example/article/7' }],
    ['place', { parameter: { location: 'FORM', name: 'q' } }],
    ['name', { parameter: { location: 'QUERY', name: 'r' } }],
    ['no parameter', { parameter: null }],
    ['sink', { sink: 'attribute' }],
  ])('changes with the %s', (_what, change) =>
    expect(computeFingerprint(draft(change))).not.toBe(computeFingerprint(draft())),
  );

  it('keeps its recipe: decisions of years ago must still match', () => {
    expect(computeFingerprint(draft())).toBe(
      '80bd90a29857300daaa6c326cb795660473dbace2e49389d2f25ef29c03539c5',
    );
  });

  it('never confuses two findings by moving text between the parts', () => {
    const part = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(part, part, part, part, (name, sink, otherName, otherSink) => {
        const compute = (n: string, s: string) =>
          computeFingerprint(draft({ parameter: { location: 'QUERY', name: n }, sink: s }));
        expect(compute(name, sink) === compute(otherName, otherSink)).toBe(
          name === otherName && sink === otherSink,
        );
      }),
    );
  });

  it('suggests likeness across parameters and methods of one page', () => {
    expect(computeLookalikeKey(draft({ url: 'https://shop.example/item/8' }))).toBe(
      computeLookalikeKey(draft()),
    );
    expect(computeLookalikeKey(draft({ class: 'CSRF' }))).not.toBe(computeLookalikeKey(draft()));
  });
});

describe('deduplication', () => {
  it('keeps the strongest of one fingerprint, whatever the order', () => {
    const weak = draft({ confidence: 'INFO', cvssScore: 9 });
    const likely = draft({ cvssScore: 5 });
    const strong = draft({ confidence: 'CONFIRMED', cvssScore: 5 });
    const other = draft({ sink: 'attribute' });
    fc.assert(
      fc.property(fc.shuffledSubarray([weak, likely, strong, other], { minLength: 4 }), (drafts) => {
        const kept = deduplicateFindings(drafts);
        expect(kept).toHaveLength(2);
        expect(kept.find(({ sink }) => sink === 'html-text')?.confidence).toBe('CONFIRMED');
      }),
    );
  });
});

describe('CVSS 3.1', () => {
  // Scores as printed in FIRST's own examples (https://www.first.org/cvss/v3.1/examples).
  it.each([
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 6.4],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', 3.1],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9],
    ['CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
    ['CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N', 0],
  ])('%s scores %d', (vector, score) => expect(cvssBaseScore(vector)).toBe(score));

  it.each([
    '',
    'CVSS:3.0/AV:N',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:X/C:H/I:N/A:N',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N',
  ])('refuses %j', (vector) => expect(() => cvssBaseScore(vector)).toThrow(RangeError));

  it('draws the blocking line at 7.0', () => {
    expect([6.9, 7, 4, 3.9, 0].map(severityOfScore)).toEqual(['MEDIUM', 'HIGH', 'MEDIUM', 'LOW', 'HINT']);
    expect(weigh('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N')).toMatchObject({
      severity: 'HIGH',
      cvssScore: 7.5,
    });
  });
});

describe('score', () => {
  it('takes 10, 5 and 3, nothing for hints and information, and stops at 0', () => {
    const high = draft({ severity: 'HIGH', confidence: 'CONFIRMED' });
    const findings = [
      high,
      draft(),
      draft({ severity: 'LOW' }),
      draft({ severity: 'HINT' }),
      draft({ severity: 'HIGH', confidence: 'INFO' }),
    ];
    expect(securityScore(findings)).toBe(82);
    expect(securityScore(Array.from({ length: 11 }, () => high))).toBe(0);
    expect(countFindings(findings)).toEqual({ HIGH: 2, MEDIUM: 1, LOW: 1, HINT: 1, total: 5, blocking: 1 });
    expect([...findings].sort(compareFindings)[0]).toBe(high);
  });
});
