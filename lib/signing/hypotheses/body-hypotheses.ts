import { compareUnits } from '../canonical';
import { joinBytes, toBytes, toText } from '../encoding';
import type { Bytes } from '../primitives';
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

const BOM = '\ufeff';
const BOM_BYTES = toBytes(BOM);

/** A mistake in the body, which is a text wherever it is UTF-8: a search makes hundreds of bodies, and texts are cheap. */
function inBody<const Id extends string>(id: Id, slot: string, change: (body: Bytes) => Bytes | null) {
  return hypothesis(id, slot, (recipe) => {
    if (recipe.message === 'parameters') return null;
    const before = typeof recipe.body === 'string' ? recipe.body : (toText(recipe.body) ?? recipe.body);
    const body = change(before);
    return body === null || body === before ? null : { ...recipe, body };
  });
}

/** A mistake in the body's text; a byte order mark in front stays where it is. */
function inText<const Id extends string>(id: Id, slot: string, change: (text: string) => string | null) {
  return inBody(id, slot, (body) => {
    if (typeof body !== 'string') return null;
    if (!body.startsWith(BOM)) return change(body);
    const text = change(body.slice(1));
    return text === null ? null : BOM + text;
  });
}

/** The tree read last: a search asks for that of one body many times in a row. */
let lastRead: { text: string; tree: JsonTree | null } = { text: '', tree: null };

function treeOf(text: string): JsonTree | null {
  if (text !== lastRead.text) {
    const tree = readJsonTree(text);
    lastRead = { text, tree: tree?.kind === 'literal' ? null : tree };
  }
  return lastRead.tree;
}

/** A mistake in how the body's JSON is written or arranged; white space after the last brace stays. */
function inJson<const Id extends string>(
  id: Id,
  slot: string,
  change: (tree: JsonTree, text: string) => { tree: JsonTree; style: JsonStyle },
  finish: (text: string) => string = (text) => text,
) {
  return inText(id, slot, (text) => {
    const tree = treeOf(text);
    if (!tree) return null;
    const changed = change(tree, text);
    const end = /\s*$/.exec(text.slice(-8))?.[0] ?? '';
    return finish(writeJsonTree(changed.tree, changed.style) + end);
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

/** A character for each byte. In portions: a call takes only so many arguments. */
function asLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4_096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4_096));
  return text;
}

/** Each byte of a multi-byte character taken for a character of its own. */
const misreadAsLatin1 = (body: Bytes): string =>
  typeof body === 'string'
    ? body.replace(/[\u0080-\u{10ffff}]+/gu, (run) => asLatin1(toBytes(run)))
    : asLatin1(body);

function withBom(body: Bytes): Bytes | null {
  if (typeof body === 'string') return body.startsWith(BOM) ? null : BOM + body;
  return BOM_BYTES.every((byte, i) => body[i] === byte) ? null : joinBytes(BOM_BYTES, body);
}

function withoutBom(body: Bytes): Bytes | null {
  if (typeof body === 'string') return body.startsWith(BOM) ? body.slice(1) : null;
  return BOM_BYTES.every((byte, i) => body[i] === byte) ? body.slice(BOM_BYTES.length) : null;
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
  inBody('body-latin1', 'body-charset', misreadAsLatin1),
  inText('body-ascii', 'body-charset', (text) => text.replace(/[\u0080-\u{10ffff}]/gu, '?')),
  inText('body-newline-added', 'body-end', (text) => `${text}\n`),
  inText('body-trimmed', 'body-end', (text) => text.trim()),
  inText('body-crlf', 'body-lines', (text) => text.replace(/\r?\n/g, '\r\n')),
  inText('body-lf', 'body-lines', (text) => text.replaceAll('\r\n', '\n')),
  inBody('body-bom-added', 'body-bom', withBom),
  inBody('body-bom-removed', 'body-bom', withoutBom),
  inText('body-as-json-string', 'body-whole', (text) => JSON.stringify(text)),
  inBody('body-empty', 'body-whole', () => ''),
] satisfies readonly Hypothesis[];
