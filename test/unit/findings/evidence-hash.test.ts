import { describe, expect, it } from 'vitest';
import { compareEvidence, computeEvidenceHash } from '@/lib/findings/rules/evidence-hash';
import type { Evidence } from '@/lib/findings/rules/finding';

const HEAD =
  'HTTP/1.1 500 Internal Server Error\r\nDate: Mon, 02 Mar 2026 09:00:00 GMT\r\nContent-Type: text/html\r\n\r\n';
const ERROR = 'You have an error in your SQL syntax';

function proven(response: string, proof: string | null, titleKey = 'findings-active.sqlError' as const) {
  const from = proof === null ? -1 : response.indexOf(proof);
  const marks: Evidence['marks'] =
    proof === null || from < 0 ? [] : [{ in: 'response', from, to: from + proof.length }];
  return { titleKey, evidence: { request: 'GET / HTTP/1.1\r\n\r\n', response, isTruncated: false, marks } };
}
const sqlError = proven(`${HEAD}<p>${ERROR}</p>`, ERROR);

describe('the evidence of a site that has not changed', () => {
  it.each([
    ['the time', sqlError, proven(`${HEAD.replace('09:00:00', '10:11:12')}<p>${ERROR}</p>`, ERROR)],
    [
      'content around the proof',
      sqlError,
      proven(`${HEAD}<h1>New</h1><b>7 visitors</b><p>${ERROR}</p>`, ERROR),
    ],
    [
      'the mark of the scan',
      proven(
        `${HEAD}<pf2e3f4a5b0hr5s6 onclick=pf2e3f4a5b0hsk89>`,
        '<pf2e3f4a5b0hr5s6 onclick=pf2e3f4a5b0hsk89>',
      ),
      proven(
        `${HEAD}<pf2e3f4a770hr9s4 onclick=pf2e3f4a770hsio7>`,
        '<pf2e3f4a770hr9s4 onclick=pf2e3f4a770hsio7>',
      ),
    ],
    ['a number that it computed', proven(`${HEAD}-523987`, '-523987'), proven(`${HEAD}1844125`, '1844125')],
    [
      'how often something is on a page without a marked proof',
      proven(`${HEAD}<ul><li>1</li></ul>`, null),
      proven(`${HEAD}<ul><li>1</li><li>2</li></ul>`, null),
    ],
  ])('is the same whatever %s', (_what, before, after) => {
    expect(computeEvidenceHash(after)).toBe(computeEvidenceHash(before));
    expect(compareEvidence(before, after)).toEqual([]);
  });
});

describe('the evidence of a site that has changed', () => {
  it.each([
    [
      'another message',
      proven(`${HEAD}<p>ORA-00933: SQL command not properly ended</p>`, 'ORA-00933'),
      ['PROOF'],
    ],
    ['another status', proven(`${HEAD.replace('500', '200')}<p>${ERROR}</p>`, ERROR), ['STATUS']],
    [
      'another content type',
      proven(`${HEAD.replace('text/html', 'application/json')}${ERROR}`, ERROR),
      ['MEDIA_TYPE'],
    ],
    [
      'another kind of proof',
      { ...proven(`${HEAD}<p>${ERROR}</p>`, ERROR), titleKey: 'findings-active.sqlBoolean' as never },
      ['KIND'],
    ],
    ['a proof that is no longer marked', proven(`${HEAD}<p>Sorry</p>`, null), ['PROOF']],
  ])('differs by %s, and says so', (_what, after, changes) => {
    expect(computeEvidenceHash(after)).not.toBe(computeEvidenceHash(sqlError));
    expect(compareEvidence(sqlError, after)).toEqual(changes);
  });

  it('differs by a new element of a page without a marked proof', () => {
    const before = proven(`${HEAD}<ul><li>1</li></ul>`, null);
    expect(compareEvidence(before, proven(`${HEAD}<ul><li>1</li></ul><form>`, null))).toEqual(['PROOF']);
  });
});
