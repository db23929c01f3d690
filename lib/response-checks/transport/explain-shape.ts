import { fromBase64, fromHex, toBytes } from '@/lib/signing/encoding';
import type { Explanation } from '../explanation';
import { type FoundAnswer, findAnswer, withoutEntities } from './find-answer';
import { findJsonError } from './find-json-error';
import { isMarkup } from './read-page';
import { oneLine } from './to-single-line';

/** Message of PHP with its place, with and without markup (`html_errors`). */
const PHP =
  /(Warning|Notice|Deprecated|Strict Standards|Fatal error|Parse error)(?:<\/b>)?:\s{1,4}([^\n]{1,400}?) in (?:<b>)?([^\n<]{1,200}?)(?:<\/b>)? on line (?:<[bi]>)?(\d{1,7})/;
const GUARD = /^\s{0,10}(?:while\s?\(1\);?|for\s?\(;;\);?|\)\]\}',?|\{\}&&)\s{0,10}$/;
const CALLBACK =
  /^\s{0,10}(?:\/\*{1,2}\/)?\s{0,10}(?:typeof [\w$.]{1,60} === 'function' && )?[\w$.]{1,60}\($/;
const LOG_LINE = /^\W{0,3}(\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d:\d\d|DEBUG|INFO|WARN(ING)?|ERROR|TRACE)\b/;

/** What is around the answer, or how it was written instead of as JSON; null for what is neither. */
export function explainShape(whole: string): Explanation | null {
  // A byte order mark is a cause of its own.
  const isMarked = whole.startsWith('\ufeff');
  const found = isMarked ? explainTwice(whole.slice(1)) : null;
  return found ?? explainUnmarked(whole);
}

function explainUnmarked(text: string): Explanation | null {
  if (findJsonError(text) === null) return explainTwice(text);
  const found = findAnswer(text);
  return (found && explainAround(text, found)) ?? explainTwice(text) ?? explainNotation(text);
}

function explainAround(text: string, { from, to }: FoundAnswer): Explanation | null {
  const before = text
    .slice(0, from)
    .replace(/^\ufeff/, '')
    .trim();
  const after = text.slice(to).trim();
  if (before === '' && after === '') return null;
  // An answer inside an object that is broken itself is not text around an answer.
  if (/^[{[]/.test(before) && findJsonError(before) !== null) return null;
  const php = PHP.exec(before.slice(0, 16_384)) ?? PHP.exec(after.slice(0, 16_384));
  const kind = php ? 'php' : kindOf(before, after);
  const where = before === '' ? 'after' : after === '' || kind === 'jsonp' ? 'before' : 'both';
  const [, level = '–', message = '–', file = '–', line = '–'] = php ?? [];
  const said = kind === 'php' ? `${level}: ${message}` : before || after;
  const values = { kind, where, text: oneLine(said) || '–', file: oneLine(file), line };
  const offset = toBytes(text.slice(0, before === '' ? to : 0)).length;
  const length = toBytes(before === '' ? text.slice(to) : text.slice(0, from)).length;
  return { code: 'TEXT_AROUND_JSON', values, mark: { part: 'response-body', offset, length } };
}

/** One element of XML around the JSON, which is no element of HTML. */
const isElement = (before: string, after: string): boolean =>
  /^<(?:\w|\?xml)/.test(before) &&
  /<\/[\w:]{1,60}>\s*$/.test(after) &&
  (/^<\?xml/.test(before) || /<!\[CDATA\[$/.test(before) || !isMarkup(before));

function kindOf(before: string, after: string): string {
  if (isElement(before, after)) return 'xml';
  if (GUARD.test(before)) return 'guard';
  if (CALLBACK.test(before) && /^\)/.test(after)) return 'jsonp';
  if (isMarkup(before) || isMarkup(after)) return 'page';
  if (/^[{[]/.test(before) || /^[{[]/.test(after)) return 'second';
  return LOG_LINE.test(before) || LOG_LINE.test(after) ? 'log' : 'text';
}

/** A JSON text that holds the JSON, once or more often, or markup around one. */
function explainTwice(text: string): Explanation | null {
  const mark = { part: 'response-body' } as const;
  const inner = unwrapped(text);
  if (inner !== null && findAnswer(inner))
    return { code: 'JSON_ENCODED_TWICE', values: { kind: 'json' }, mark };
  const escaped = /^\s{0,100}<[^>]{1,300}>/.test(text) ? withoutEntities(text.slice(0, 65_536)) : '';
  if (escaped !== '' && findAnswer(escaped))
    return { code: 'JSON_ENCODED_TWICE', values: { kind: 'xml' }, mark };
  const coding = codingOf(inner ?? bareOf(text));
  if (coding !== null) return { code: 'JSON_ENCODED_TWICE', values: { kind: coding, path: '–' }, mark };
  const holder = holderOf(text);
  if (holder !== null) {
    const kind = holder.isBase64 ? 'memberBase64' : 'member';
    return { code: 'JSON_ENCODED_TWICE', values: { kind, path: oneLine(holder.path) }, mark };
  }
  const isEscaped = /^\s{0,100}\{\s{0,100}\\"/.test(text);
  if (isEscaped && findAnswer(text.slice(0, 65_536).replaceAll('\\"', '"')))
    return { code: 'JSON_ENCODED_TWICE', values: { kind: 'escaped' }, mark };
  return null;
}

/** The text inside one element of XML, or the text itself. */
const bareOf = (text: string): string =>
  /^\s{0,100}(?:<\?xml[^>]{0,300}>\s{0,10})?<[\w:]{1,60}[^>]{0,300}>([^<]*)<\/[\w:]{1,60}>\s*$/.exec(
    text,
  )?.[1] ?? text;

/** In what the answer was written once more; null where it was not. */
function codingOf(given: string): 'base64' | 'hex' | 'percent' | null {
  const text = given.slice(0, SEARCHED).replace(/\s/g, '');
  if (base64Holds(text)) return 'base64';
  if (text.startsWith('7b') || text.startsWith('7B')) {
    const bytes = fromHex(text);
    if (bytes && findAnswer(new TextDecoder().decode(bytes))) return 'hex';
  }
  if (!/^%7B/i.test(text)) return null;
  try {
    return findAnswer(decodeURIComponent(text.replaceAll('+', ' '))) ? 'percent' : null;
  } catch {
    return null;
  }
}

const DATA_URL = /^data:[\w/+.;=-]{0,100};base64,/i;

/** Base64 in either alphabet, with or without padding, alone or in a data address, once or twice. */
function base64Holds(given: string, isInner = false): boolean {
  const text = given.replace(/\s/g, '').replace(DATA_URL, '');
  if (!/^[\w+/-]{20,}={0,2}$/.test(text)) return false;
  const plain = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '');
  const bytes = fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='));
  if (bytes === null) return false;
  const held = new TextDecoder().decode(bytes);
  return findAnswer(held) !== null || (!isInner && base64Holds(held, true));
}
const SEARCHED = 65_536;

/** The place of a member that holds the answer as text, in an object that is no answer itself. */
function holderOf(text: string): { path: string; isBase64: boolean } | null {
  if (text.length > 65_536 || !/^\s{0,100}\{/.test(text) || findJsonError(text) !== null) return null;
  const open: [path: string, value: object][] = [['', JSON.parse(text) as object]];
  for (const [path, value] of open) {
    if ('resultCode' in value) return null;
    for (const [name, member] of Object.entries(value)) {
      const place = path === '' ? name : `${path}.${name}`;
      if (typeof member === 'string' && /^\s{0,100}\{/.test(member) && findAnswer(member))
        return { path: place, isBase64: false };
      if (typeof member === 'string' && base64Holds(member)) return { path: place, isBase64: true };
      if (typeof member === 'object' && member !== null && path === '') open.push([place, member]);
    }
  }
  return null;
}

function unwrapped(text: string): string | null {
  let value: unknown = text;
  for (let depth = 0; depth < 3; depth += 1) {
    if (typeof value !== 'string' || !/^\s*"/.test(value)) break;
    try {
      value = JSON.parse(value);
    } catch {
      return null;
    }
  }
  return typeof value === 'string' && value !== text ? value : null;
}

const NOTATIONS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['quotes', /^\s{0,100}\{\s{0,100}'/],
  ['typographic', /^\s{0,100}\{\s{0,100}[“”„″]/],
  ['keys', /^\s{0,100}\{\s{0,100}[A-Za-z_$][\w$]{0,60}\s{0,10}:/],
  ['map', /^\s{0,100}(?:[A-Z]\w{0,60})?[({[]\s{0,100}[A-Za-z_][\w]{0,60}=/],
  ['form', /^\s{0,100}[A-Za-z_]\w{0,60}=[^&\s]{0,300}&/],
  ['xml', /^\s{0,100}<(?:\?xml|\w{1,60}>\s{0,100}<)/],
];

/** What reads like the answer in another notation. */
function explainNotation(text: string): Explanation | null {
  const beginning = text.slice(0, 16_384);
  if (!/resultCode/i.test(beginning) || JSON_LIKE.test(beginning)) return null;
  const kind = NOTATIONS.find(([, form]) => form.test(beginning))?.[0];
  if (kind === undefined) return null;
  return {
    code: 'JSON_OTHER_NOTATION',
    values: { kind, text: oneLine(beginning) },
    mark: { part: 'response-body', offset: 0, length: toBytes(beginning.slice(0, 60)).length },
  };
}

const JSON_LIKE = /^\s{0,100}\{\s{0,100}"/;
