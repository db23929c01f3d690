/** Where a call writes down its body, as a literal or by the name of a variable. */
const SENT = /(?:\bbody\s{0,9}:|\bdata\s{0,9}:|\.send\()\s{0,9}(?:(["'`])|([A-Za-z_$][\w$]{0,60})\b)/;
const MAX_TEXT = 8_000;
const MAX_PIECES = 40;
/** Up to the next piece of a text that is put together: what stands between is a value. */
const JOINT =
  /^\s{0,9}\+\s{0,9}(?=["'`])|^\s{0,9}\+[^"'`;]{1,120}?\+\s{0,9}(?=["'`])|^\s{0,9}\+[^;]{1,160}?\)(?:\.\w{1,30}){0,3}\s{0,9}\+\s{0,9}(?=["'`])/;
const VALUE = 'preflight';

/** Where the literal that begins at `start` ends; -1 where it does not. */
function closingQuote(script: string, start: number): number {
  for (let at = start + 1; at < script.length && at < start + MAX_TEXT; at++) {
    if (script[at] === '\\') at += 1;
    else if (script[at] === script[start]) return at;
  }
  return -1;
}

/** The text of a literal and of all that is added to it, with harmless values in the places of variables. */
function joinedText(script: string, start: number): string | null {
  let text = '';
  let at = start;
  for (let pieces = 0; pieces < MAX_PIECES && at < start + MAX_TEXT; pieces++) {
    const end = closingQuote(script, at);
    if (end === -1) return null;
    text += script
      .slice(at + 1, end)
      .replace(/\$\{[^{}]{0,200}\}/g, VALUE)
      .replace(/\\(["'`/])/g, '$1')
      .replace(/\\n/g, '\n');
    const joint = JOINT.exec(script.slice(end + 1, end + 300));
    if (!joint) return text;
    if (/\+[\s\S]*\+/.test(joint[0])) text += VALUE;
    at = end + 1 + joint[0].length;
  }
  return text;
}

const asDocument = (text: string | null): string | null => {
  const trimmed = text?.trim() ?? '';
  return /^<[?\w]/.test(trimmed) && trimmed.endsWith('>') ? trimmed : null;
};

/**
 * The XML document that a call sends; null where it sends something else.
 * @param after the script from the call's address on
 * @param before what stands before it, where a variable may have been given its text
 */
export function xmlSent(after: string, before: string): string | null {
  const sent = SENT.exec(after);
  if (!sent) return null;
  const [whole, quote, name] = sent;
  if (quote !== undefined) return asDocument(joinedText(after, sent.index + whole.length - 1));
  const script = before + after.slice(0, sent.index);
  const given = [
    ...script.matchAll(
      new RegExp(`(?<![\\w$])${(name ?? '').replaceAll('$', '\\$')}\\s{0,9}=\\s{0,9}(?=["'\`])`, 'g'),
    ),
  ].at(-1);
  return given ? asDocument(joinedText(script, given.index + given[0].length)) : null;
}

/** The media type of XML that a call says. */
export const xmlTypeIn = (call: string): string | undefined =>
  /["'`]((?:text|application)\/(?:[\w.-]{1,60}\+)?xml)\b/i.exec(call)?.[1];
