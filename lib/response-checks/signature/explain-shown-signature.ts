import type { OutboundResult, RawHeader } from '@/lib/http/exchange';
import type { RestampedCall } from '@/lib/koogallery/restamp-call';
import { toBytes, toText } from '@/lib/signing/encoding';
import { explain } from '@/lib/signing/hypotheses/explain';
import type { Digests } from '@/lib/signing/primitives';
import type { Explanation, ExplanationMark } from '../explanation';
import { oneLine } from '../transport/to-single-line';
import { MISTAKE_SEPARATOR } from './named-mistakes';

const SEARCHED = 32 * 1024;
const MOST_VALUES = 6;
const MOST_TEXTS = 60;
/** SHA-1 and SHA-256 in hexadecimal and base64, with and without padding, and base64 of the hexadecimal. */
const LENGTHS = [27, 28, 40, 43, 44, 64, 86, 88];
const TOKEN = /(?<![\w+/%-])[\w+/-]{27,88}={0,2}(?![\w+/=-])/g;
/** They hold values of that length for other reasons. */
const OTHER_HEADERS = /^(body-sign|set-cookie|etag|date|content-md5|strict-transport-security)$/i;
const AROUND = 24;

/**
 * What a refusal says by itself where it prints the signature that the seller calculated, in the body or a header: the
 * mistake that makes this value, through the Signature X-ray. Where it prints the text that was signed too, and the value
 * is right for that text, the place where the text departs. Empty where nothing is shown, or nothing known makes it.
 */
export function explainShownSignature(
  result: OutboundResult,
  { call, inputs }: RestampedCall,
  otherKeys: readonly string[],
  digests: Digests,
): Explanation[] {
  if (!result.ok) return [];
  const { headers, decodedBody } = result.exchange.response;
  const body = toText(decodedBody.subarray(0, SEARCHED)) ?? '';
  const sent = call.signature.toLowerCase();
  const shown = valuesIn([body, ...headers.flatMap(otherValue)]);
  for (const value of shown) {
    // An echo of what was sent says nothing; in another case it was calculated, and then compared letter by letter.
    if (value === call.signature) continue;
    const mark = markValue(body, value);
    if (value.toLowerCase() === sent && /^[0-9a-f]+$/i.test(value))
      return [{ code: 'SELLER_LOWER_CASE', values: {}, mark }];
    const xray = explain({ ...inputs, otherKeys, theirs: value }, digests);
    if (xray.verdict !== 'EXPLAINED') continue;
    const [alternative = []] = xray.alternatives;
    const values = {
      mistakes: xray.mistakes.join(MISTAKE_SEPARATOR),
      alternatives: alternative.join(MISTAKE_SEPARATOR),
    };
    return [{ code: 'SELLER_SHOWS_MISTAKE', values, mark }];
  }
  const { ours } = explain({ ...inputs, theirs: '-' }, digests);
  const canonical = typeof ours.canonical === 'string' ? ours.canonical : (toText(ours.canonical) ?? '');
  const found = signedText(body, shown, [inputs.accessKey, inputs.accessKey + call.timestamp], digests);
  return found === null || found === canonical ? [] : [explainText(found, canonical, inputs.accessKey)];
}

const otherValue = ([name, value]: RawHeader): string[] => (OTHER_HEADERS.test(name) ? [] : [value]);

/** Everything in the texts that has the form of a signature; JSON may write `/` with a backslash, URLs in percent. */
function valuesIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => {
    const plain = text.replaceAll('\\/', '/').replace(/%2[BF]|%3D/gi, (code) => decodeURIComponent(code));
    return [...plain.matchAll(TOKEN)].map(([value]) => value);
  });
  return [...new Set(found)].filter(({ length }) => LENGTHS.includes(length)).slice(0, MOST_VALUES);
}

function markValue(body: string, value: string): ExplanationMark | null {
  const at = body.indexOf(value);
  if (at < 0) return null;
  return { part: 'response-body', offset: toBytes(body.slice(0, at)).length, length: value.length };
}

/** The printed text whose HMAC is one of the printed values; null where none is. */
function signedText(
  body: string,
  values: readonly string[],
  keys: readonly string[],
  digests: Digests,
): string | null {
  if (values.length === 0) return null;
  for (const text of textsIn(body))
    for (const key of keys)
      for (const encoding of ['hex', 'base64'] as const) {
        const made = digests.hmacText('sha256', key, text, encoding);
        if (values.some((value) => value === made || (encoding === 'hex' && value.toLowerCase() === made)))
          return text;
      }
  return null;
}

/** Texts that a program may print as what it signed: each JSON string, and what follows a label in it. */
function textsIn(body: string): string[] {
  const strings = [...body.matchAll(/"((?:[^"\\]|\\.){1,8000})"/g)].map(([whole]) => unquoted(whole));
  const sources = strings.length > 0 ? strings : [body];
  const texts = sources.flatMap((source) => [
    source,
    ...[...source.matchAll(/[:=[(：「“'"]\s{0,3}/g)].slice(0, 12).flatMap((match) => {
      const rest = source.slice((match.index ?? 0) + match[0].length);
      const [head = ''] = rest.split(/[\s,;，；」”\])'"]/, 1);
      return [rest, head];
    }),
  ]);
  return [...new Set(texts)].filter((text) => text.length > 8).slice(0, MOST_TEXTS);
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/** Where the signed text departs from the right one, without the key in either. */
function explainText(theirs: string, ours: string, accessKey: string): Explanation {
  const [a, b] = [theirs, ours].map((text) => text.replaceAll(accessKey, '{accessKey}')) as [string, string];
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  const part = (text: string) => oneLine(text.slice(Math.max(0, at - AROUND), at + AROUND)) || '–';
  return {
    code: 'SELLER_SIGNED_TEXT',
    values: { seen: part(a), expected: part(b), position: at + 1 },
    mark: null,
  };
}
