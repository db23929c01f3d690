import { hasEscapes, unescapeText } from './escaped-text';
import { pastedJson, toFields } from './pasted-json';

/** What every call of the protocol has among its members: one of them says that an object is a call's body. */
const NAMES = /activity|tenantId/g;
const MOST_NAMES = 40;
const MOST_HOLDERS = 4;
const MOST_LAYERS = 3;
const REACH = 65_536;

/**
 * The body of a call somewhere in a pasted text, whatever program or command is around it: the object that has the
 * members of the protocol, also where it is written with escapes. Null where there is none.
 */
export function findPastedBody(pasted: string): string | null {
  let text = pasted;
  for (let layer = 0; layer <= MOST_LAYERS; layer += 1) {
    const found = findIn(text);
    if (found !== null || !hasEscapes(text)) return found;
    text = unescapeText(text);
  }
  return null;
}

function findIn(text: string): string | null {
  const places = [...text.matchAll(NAMES)].slice(0, MOST_NAMES).map(({ index }) => index);
  for (const place of places) {
    let start = place;
    for (let holder = 0; holder < MOST_HOLDERS; holder += 1) {
      start = text.lastIndexOf('{', start - 1);
      if (start < 0 || place - start > REACH) break;
      const object = readObject(text, start);
      if (object !== '' && isBody(object)) return object;
    }
  }
  return null;
}

function isBody(text: string): boolean {
  const members = toFields(pastedJson(text));
  return typeof members.activity === 'string' || typeof members.tenantId === 'string';
}

/** The object that begins at a place; empty where it does not end. */
export function readObject(text: string, start: number): string {
  let depth = 0;
  let isQuoted = false;
  const end = Math.min(text.length, start + REACH);
  for (let at = start; at >= 0 && at < end; at++) {
    const unit = text[at];
    if (isQuoted && unit === '\\') at++;
    else if (unit === '"') isQuoted = !isQuoted;
    else if (!isQuoted && unit === '{') depth++;
    else if (!isQuoted && unit === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return '';
}
