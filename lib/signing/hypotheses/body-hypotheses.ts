import { compareUnits } from '../canonical';
import { joinBytes, toBytes, toText } from '../encoding';
import { type Hypothesis, hypothesis } from './hypothesis';
import {
  COMPACT,
  type JsonMember,
  type JsonStyle,
  type JsonTree,
  mapMembers,
  readJsonTree,
  SPACED,
  styleOf,
  writeJsonTree,
} from './json-tree';

const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);
const hasBom = (body: Uint8Array) => BOM.every((byte, i) => body[i] === byte);

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A mistake in the body's bytes. The result is remembered by body (an array that must not change): pairs ask again. */
function inBytes<const Id extends string>(
  id: Id,
  slot: string,
  change: (body: Uint8Array) => Uint8Array | null,
) {
  const results = new WeakMap<Uint8Array, Uint8Array | null>();
  return hypothesis(id, slot, (recipe) => {
    if (recipe.message === 'parameters') return null;
    let body = results.get(recipe.body);
    if (body === undefined) {
      body = change(recipe.body);
      if (body && isSame(body, recipe.body)) body = null;
      results.set(recipe.body, body);
    }
    return body && { ...recipe, body };
  });
}

/** What stands in front of the text, and the text; null when the body is not UTF-8. Remembered by body. */
const textsByBody = new WeakMap<Uint8Array, { mark: Uint8Array; text: string } | null>();

function textOf(body: Uint8Array): { mark: Uint8Array; text: string } | null {
  const known = textsByBody.get(body);
  if (known !== undefined) return known;
  const mark = hasBom(body) ? BOM : new Uint8Array();
  const text = toText(body.subarray(mark.length));
  const result = text === null ? null : { mark, text };
  textsByBody.set(body, result);
  return result;
}

/** A mistake in the body's text; a byte order mark in front stays where it is. */
function inText<const Id extends string>(id: Id, slot: string, change: (text: string) => string) {
  return inBytes(id, slot, (body) => {
    const read = textOf(body);
    return read && joinBytes(read.mark, toBytes(change(read.text)));
  });
}

const treesByBody = new WeakMap<Uint8Array, JsonTree | null>();

function treeOf(body: Uint8Array, text: string): JsonTree | null {
  const known = treesByBody.get(body);
  if (known !== undefined) return known;
  const read = readJsonTree(text);
  const tree = read?.kind === 'literal' ? null : read;
  treesByBody.set(body, tree);
  return tree;
}

/** A mistake in how the body's JSON is written or arranged; white space after the last brace stays. */
function inJson<const Id extends string>(
  id: Id,
  slot: string,
  change: (tree: JsonTree, text: string) => { tree: JsonTree; style: JsonStyle },
  finish: ((text: string) => string) | null = null,
) {
  return inBytes(id, slot, (body) => {
    const read = textOf(body);
    const tree = read && treeOf(body, read.text);
    if (!tree) return null;
    const changed = change(tree, read.text);
    const end = /\s*$/.exec(read.text.slice(-8))?.[0] ?? '';
    const text = writeJsonTree(changed.tree, changed.style) + end;
    const result = joinBytes(read.mark, toBytes(finish ? finish(text) : text));
    if (!finish) treesByBody.set(result, changed.tree);
    return result;
  });
}

const written =
  (style: JsonStyle) =>
  (tree: JsonTree): { tree: JsonTree; style: JsonStyle } => ({ tree, style });

/** Rearranges members and keeps the style: compact bodies stay compact. */
const rearranged =
  (arrange: (members: readonly JsonMember[]) => JsonMember[]) => (tree: JsonTree, text: string) => ({
    tree: mapMembers(tree, arrange),
    style: styleOf(text),
  });

/** A member's name without its quotes and escapes, as serialisers compare it. */
const plainName = ({ name }: JsonMember) =>
  name.includes('\\') ? String(JSON.parse(name)) : name.slice(1, -1);

/** Unchanged where white space around the body is all that differs: that is a mistake of its own. */
function reserialised(text: string): string {
  try {
    const result = JSON.stringify(JSON.parse(text));
    return result === text.trim() ? text : result;
  } catch {
    return text;
  }
}

const escapeUnits = (text: string, units: RegExp) =>
  text.replace(units, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const escapeSlashes = (text: string) => text.replace(/\\.|\//g, (found) => (found === '/' ? '\\/' : found));
const NOT_ASCII = /[\u0080-\uffff]/g;

/** Each byte of a multi-byte character taken for a character of its own. */
function misreadAsLatin1(body: Uint8Array): Uint8Array {
  const misread = new Uint8Array(body.length * 2);
  let at = 0;
  for (const byte of body) {
    if (byte >= 0x80) misread[at++] = 0xc0 | (byte >> 6);
    misread[at++] = byte < 0x80 ? byte : 0x80 | (byte & 0x3f);
  }
  return misread.slice(0, at);
}

/** Mistakes in the bytes that go under the hash. What re-arranges JSON stands before what changes single characters. */
export const BODY_HYPOTHESES = [
  inText('body-reserialised', 'body-format', reserialised),
  inJson('body-spaces', 'body-format', written(SPACED)),
  inJson('body-compacted', 'body-format', written(COMPACT)),
  inJson('body-indented-2', 'body-format', written({ ...SPACED, indent: 2 })),
  inJson('body-indented-4', 'body-format', written({ ...SPACED, indent: 4 })),
  inJson(
    'body-keys-ascending',
    'body-order',
    rearranged((members) => members.toSorted((a, b) => compareUnits(plainName(a), plainName(b)))),
  ),
  inJson(
    'body-keys-descending',
    'body-order',
    rearranged((members) => members.toSorted((a, b) => compareUnits(plainName(b), plainName(a)))),
  ),
  inJson(
    'body-nulls-removed',
    'body-members',
    rearranged((members) => members.filter(({ value }) => value.kind !== 'literal' || value.text !== 'null')),
  ),
  inJson('body-python', 'body-escapes', written(SPACED), (text) => escapeUnits(text, NOT_ASCII)),
  inText('body-unicode-escaped', 'body-escapes', (text) => escapeUnits(text, NOT_ASCII)),
  inText('body-unicode-unescaped', 'body-escapes', (text) =>
    text.replace(/\\(?:u([0-9a-fA-F]{4})|.)/g, (found, digits: string | undefined) => {
      const unit = digits === undefined ? 0 : Number.parseInt(digits, 16);
      return unit >= 0x80 ? String.fromCharCode(unit) : found;
    }),
  ),
  inText('body-slash-escaped', 'body-escapes', escapeSlashes),
  inText('body-php', 'body-escapes', (text) => escapeUnits(escapeSlashes(text), NOT_ASCII)),
  inText('body-escaped-go', 'body-escapes', (text) => escapeUnits(text, /[<>&]/g)),
  inText('body-escaped-gson', 'body-escapes', (text) => escapeUnits(text, /[<>&=']/g)),
  inBytes('body-latin1', 'body-charset', misreadAsLatin1),
  inText('body-ascii', 'body-charset', (text) => text.replace(/[\u0080-\u{10ffff}]/gu, '?')),
  inText('body-newline-added', 'body-end', (text) => `${text}\n`),
  inText('body-trimmed', 'body-end', (text) => text.trim()),
  inText('body-crlf', 'body-lines', (text) => text.replace(/\r?\n/g, '\r\n')),
  inText('body-lf', 'body-lines', (text) => text.replaceAll('\r\n', '\n')),
  inBytes('body-bom-added', 'body-bom', (body) => (hasBom(body) ? null : joinBytes(BOM, body))),
  inBytes('body-bom-removed', 'body-bom', (body) => (hasBom(body) ? body.slice(BOM.length) : null)),
  inText('body-as-json-string', 'body-whole', (text) => JSON.stringify(text)),
  inBytes('body-empty', 'body-whole', () => new Uint8Array()),
] satisfies readonly Hypothesis[];
