import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceCurl } from '@/lib/reports/rules/evidence-curl';

const URL_OF = 'https://shop.example.com/search?q=1';

/** The words that a shell would hand to curl. */
const words = (command: string): string[] =>
  execFileSync('/bin/sh', ['-c', command.replace(/^curl/, 'printf "%s\\0"')])
    .toString('utf8')
    .split('\0')
    .slice(0, -1);

describe('the curl of a finding', () => {
  it('repeats method, path, headers and body, and leaves to curl what curl writes', () => {
    const request =
      "POST /a?b=1 HTTP/1.1\r\nHost: shop.example.com\r\nContent-Length: 3\r\nX-A: it's\r\n\r\nx=1\r\n\r\ny";
    expect(words(evidenceCurl(request, URL_OF))).toEqual([
      '--include',
      '--globoff',
      '--path-as-is',
      '--request',
      'POST',
      '--url',
      'https://shop.example.com/a?b=1',
      '--header',
      "X-A: it's",
      '--data-raw',
      'x=1\r\n\r\ny',
    ]);
  });

  it('takes the address of the finding where there is no request line', () => {
    expect(words(evidenceCurl('', URL_OF))).toContain(URL_OF);
  });

  it('keeps the shell out, whatever the body says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii' }).filter((text) => !text.includes('\0') && text !== ''),
        (body) => {
          expect(words(evidenceCurl(`GET /a HTTP/1.1\r\n\r\n${body}`, URL_OF)).at(-1)).toBe(body);
        },
      ),
      { numRuns: 20 },
    );
  });
});
