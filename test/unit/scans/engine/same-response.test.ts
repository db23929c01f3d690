import { describe, expect, it } from 'vitest';
import { breakingValue } from '@/lib/scans/checks/sql/forms';
import { saysSame } from '@/lib/scans/engine/requests/same-response';
import { capturedPage } from '../checks/captured-page';

const MARKS = ['pf0000000a01xyz', 'pf0000000a02xyz'] as const;
const named = (text: string) => text.replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** Whether a page that writes its value like that says the same to a plain mark and to a broken literal. */
function compare(write: (value: string) => string, original = 'hello'): boolean {
  const [plain, broken] = [`${MARKS[0]}qx`, breakingValue(original, MARKS[1], 'QUERY')];
  const answer = (value: string, mark: string) => ({
    exchange: capturedPage({ body: write(value) }),
    value,
    mark,
  });
  return saysSame(answer(plain, MARKS[0]), answer(broken, MARKS[1]), original);
}

describe('a page that repeats its value and says nothing else', () => {
  it.each<[string, (value: string) => string]>([
    ['as it is', (v) => `<p>Hello ${v}</p>`],
    ['in a script', (v) => `<script>var who = "${v}";</script>`],
    ['named in an attribute', (v) => `<input value="${named(v)}">`],
    ['in JSON', (v) => JSON.stringify({ hello: v })],
    ['encoded in an address', (v) => `<a href="/go/${encodeURIComponent(v)}">On</a>`],
    ['without quotation marks', (v) => `<p>Hello ${v.replace(/["']/g, '')}</p>`],
  ])('says the same to every value: %s', (_name, write) => {
    expect(compare(write)).toBe(true);
  });

  it('is known by a value that is a path', () => {
    expect(compare((v) => `<a href="/go/${encodeURIComponent(v)}">On</a>`, '/welcome')).toBe(true);
  });
});

describe('a page on which signs change something', () => {
  it.each<[string, (value: string) => string]>([
    ['a message', (v) => (v.includes("'") ? `<p>Error near ${v}</p>` : `<p>Hello ${v}</p>`)],
    ['a row more', (v) => `<p>Hello ${v}</p>${v.includes("'") ? '' : '<p>Row</p>'}`],
    ['a word behind the value', (v) => `<p>Hello ${v}${v.includes('"') ? ' wrong' : ''}</p>`],
  ])('does not: %s', (_name, write) => {
    expect(compare(write)).toBe(false);
  });
});
