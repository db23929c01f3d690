import { headerValue } from '@/lib/http/exchange';
import type { BrowserResponse } from './scan-browser';

const MAX_WORDS = 40_000;
const MAX_CODE = 200_000;
/** How deep lists and objects of data are closed up. */
const MAX_DEPTH = 12;
const WORD = /[\p{L}_$][\p{L}\p{N}_$-]{0,60}/gu;
/** A class in a selector; as a text alone it only says what something looks like. */
const CLASS = /["'`\s,>+~(]\.[\p{L}_][\p{L}\p{N}_-]{0,60}/gu;
/** In quotation marks of each kind; a number of its own. */
const LITERAL = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`|\b\d[\w.]*/g;

/** Texts of scripts: of their files, and of those inside of documents. */
export function listScriptTexts(responses: readonly BrowserResponse[]): string[] {
  return responses.flatMap(({ headers, body }) => {
    const text = new TextDecoder().decode(body);
    return /script/i.test(headerValue(headers, 'content-type') ?? '') ? [text] : listInside(text);
  });
}

function listInside(html: string): string[] {
  const found: string[] = [];
  const small = html.toLowerCase();
  for (let at = small.indexOf('<script'); at !== -1; at = small.indexOf('<script', at)) {
    const begin = small.indexOf('>', at);
    const end = begin === -1 ? -1 : small.indexOf('</script', begin);
    if (end === -1) break;
    found.push(html.slice(begin + 1, end));
    at = end;
  }
  return found;
}

/** What scripts call anything, their texts included; `data-item` of a page is `item` or `dataset.itemId` of a script. */
export function listScriptWords(scripts: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const script of scripts) {
    for (const [found] of script.matchAll(CLASS))
      if (words.size < MAX_WORDS) words.add(dashless(found.slice(1)));
    for (const [word] of script.matchAll(WORD)) {
      if (words.size >= MAX_WORDS) return words;
      words.add(dashless(word));
      for (const part of word.includes('-') ? word.split('-') : []) words.add(part.toLowerCase());
    }
  }
  return words;
}

export const dashless = (name: string): string => name.replaceAll('-', '').toLowerCase();

/** Code without its texts and numbers: what is left is what it does, lists and objects of data closed up. */
export function codeShape(code: string): string {
  let shape = code.slice(0, MAX_CODE).replace(LITERAL, '#').replace(/\s+/g, ' ');
  for (let depth = 0; depth < MAX_DEPTH; depth++)
    shape = shape.replace(/#(?: ?[,:] ?#)+/g, '#').replace(/[[{] ?#?,? ?[\]}]/g, '#');
  return shape;
}

/** Words of the texts in code. */
export const listLiteralWords = (code: string): string[] =>
  [...code.slice(0, MAX_CODE).matchAll(LITERAL)].flatMap(([literal]) =>
    [...literal.matchAll(WORD)].map(([word]) => word),
  );
