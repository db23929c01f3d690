import { type PasteReader, pastedRequest } from './pasted-message';

const MARKS = ['signature=', 'authToken='] as const;
/** No address is longer, on either side of the mark. */
const REACH = 8_192;
const LEFT = /(?<![^\s"'`<>])[^\s"'`<>]*$/;
const RIGHT = /^[^\s"'`<>]*/;
const METHOD = /\b(GET|POST)[\s"':,]{1,8}(?:"?(?:url|uri|path|target)"?[\s"':=]{1,8})?$/i;

/** A line of a log with the address of a signed call in it, and the body of the call behind it where it is JSON. */
export const readLogLine: PasteReader = (pasted) => {
  const [at = -1] = MARKS.map((mark) => pasted.indexOf(mark))
    .filter((place) => place >= 0)
    .toSorted((a, b) => a - b);
  if (at < 0) return null;
  const before = pasted.slice(Math.max(0, at - REACH), at);
  const left = cutAddress(LEFT.exec(before)?.[0] ?? '');
  if (left === null) return null;
  const right = RIGHT.exec(pasted.slice(at, at + REACH))?.[0] ?? '';
  const url = (left + right).replace(/[),.;\]}]{1,8}$/, '');
  const method = METHOD.exec(before.slice(0, before.length - left.length).slice(-64))?.[1];
  const isToken = url.includes('authToken=');
  const body = isToken ? '' : jsonBehind(pasted.slice(at + right.length));
  return [
    pastedRequest(
      'log',
      { method: method ?? (isToken ? 'GET' : 'POST'), url, headers: [], body },
      isToken ? [] : [{ code: body === '' ? 'BODY_UNKNOWN' : 'BODY_NOT_EXACT' }],
    ),
  ];
};

/** From where the address begins; null where there is no query before the mark. */
function cutAddress(word: string): string | null {
  const scheme = Math.max(word.lastIndexOf('https://'), word.lastIndexOf('http://'));
  const start = scheme >= 0 ? scheme : word.search(/[/?]/);
  const address = start < 0 ? '' : word.slice(start);
  return address.includes('?') ? address : null;
}

/** The first text that is a whole JSON object; empty where there is none. */
function jsonBehind(text: string): string {
  const start = text.indexOf('{');
  let depth = 0;
  let isQuoted = false;
  for (let at = start; at >= 0 && at < text.length; at++) {
    const unit = text[at];
    if (isQuoted && unit === '\\') at++;
    else if (unit === '"') isQuoted = !isQuoted;
    else if (!isQuoted && unit === '{') depth++;
    else if (!isQuoted && unit === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return '';
}
