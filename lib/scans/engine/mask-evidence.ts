import type { Evidence, ProofMark } from '@/lib/findings/rules/finding';
import { MASK, maskSecrets } from '@/lib/http/mask-secrets';

const COOKIE_LINE = /^(cookie|set-cookie|authorization|proxy-authorization)(:[ \t]{0,40})(.*)$/gim;
const MIN_SECRET_LENGTH = 4;

/** Cookie names stay readable, their values and credentials do not; only in the head, where they are headers. */
function maskHead(text: string): string {
  return text.replace(COOKIE_LINE, (_line, name: string, colon: string, value: string) => {
    if (/authorization/i.test(name)) return `${name}${colon}${MASK}`;
    if (/set-cookie/i.test(name)) return `${name}${colon}${value.replace(/^([^=;]+=)[^;]*/, `$1${MASK}`)}`;
    return `${name}${colon}${value.replace(/((?<![^=;\s])[^=;\s]+=)[^;]*/g, `$1${MASK}`)}`;
  });
}

function maskText(text: string, secrets: readonly string[]): string {
  const end = text.search(/\r?\n\r?\n/);
  const head = end === -1 ? text : text.slice(0, end);
  return maskSecrets(maskHead(head) + text.slice(head.length), secrets);
}

/** Masks one text and moves its marks along: each mark is found again by the text that it covers. */
function maskSide(
  text: string,
  marks: readonly ProofMark[],
  secrets: readonly string[],
): { text: string; marks: ProofMark[] } {
  const masked = maskText(text, secrets);
  if (masked === text) return { text, marks: [...marks] };
  let searchFrom = 0;
  const moved: ProofMark[] = [];
  for (const mark of [...marks].sort((a, b) => a.from - b.from)) {
    const proof = maskSecrets(text.slice(mark.from, mark.to), secrets);
    // Everything in front of the mark changed its length by what masking it alone changes.
    const expected = maskText(text.slice(0, mark.from), secrets).length;
    const at = masked.startsWith(proof, expected) ? expected : masked.indexOf(proof, searchFrom);
    if (at === -1) continue;
    moved.push({ in: mark.in, from: at, to: at + proof.length });
    searchFrom = at;
  }
  return { text: masked, marks: moved };
}

/**
 * The evidence without the scan's own secrets: passwords, cookie values, keys.
 * @param secrets in clear; very short ones are left, since hiding every "1" hides the evidence
 */
export function maskEvidence(evidence: Evidence, secrets: readonly string[]): Evidence {
  const hidden = secrets.filter((secret) => secret.length >= MIN_SECRET_LENGTH);
  const side = (where: ProofMark['in']) =>
    maskSide(
      evidence[where],
      evidence.marks.filter((mark) => mark.in === where),
      hidden,
    );
  const request = side('request');
  const response = side('response');
  return {
    ...evidence,
    request: request.text,
    response: response.text,
    marks: [...request.marks, ...response.marks],
  };
}
