import { findPastedBody, readObject } from './find-pasted-body';
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
  const left = cutAddress(LEFT.exec(before)?.[0] ?? '') ?? pathBefore(before);
  if (left === null) return null;
  const right = RIGHT.exec(pasted.slice(at, at + REACH))?.[0] ?? '';
  const url = (left + right).replace(/[),.;:\]}]{1,8}$/, '');
  const front = before.slice(0, before.length - left.length);
  const method = METHOD.exec(front.slice(-64))?.[1];
  const isToken = url.includes('authToken=');
  const body = isToken ? '' : (findPastedBody(pasted) ?? jsonBehind(pasted.slice(at + right.length)));
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

/** The path that logs of IIS have in a column of its own, as the beginning of an address. */
function pathBefore(before: string): string | null {
  const path = /(?:^|\s)(\/[^\s?"'<>]{0,2048})\s$/.exec(before.slice(-2_060))?.[1];
  return path === undefined ? null : `${path}?`;
}

/** The first whole JSON object; empty where there is none. */
function jsonBehind(text: string): string {
  const object = readObject(text, text.indexOf('{'));
  // Names and words in braces are a place holder; quotes that a table doubled are put right by whoever tidies.
  return object.includes('"') ? object : '';
}
