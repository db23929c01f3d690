import { joinBytes } from '../encoding';
import { BOM_BYTES, Body } from './body';
import { type Hypothesis, hypothesis } from './hypothesis';
import {
  type Arrange,
  ascending,
  COMPACT,
  descending,
  type JsonStyle,
  type JsonText,
  rearranged,
  SPACED,
  withoutNulls,
  writeJsonText,
} from './json-text';

/** A mistake in the body; null where it makes no difference. */
function inBody<const Id extends string>(id: Id, slot: string, change: (body: Body) => Body | null) {
  return hypothesis(id, slot, (recipe) => {
    const body = recipe.message === 'parameters' ? null : change(recipe.body);
    return body && { ...recipe, body };
  });
}

/** A mistake in the body's text; a byte order mark in front stays where it is. */
const inText = <const Id extends string>(id: Id, slot: string, change: (text: string) => string) =>
  inBody(id, slot, ({ textAfterBom, hasBom }) => {
    const text = textAfterBom === null ? null : change(textAfterBom);
    return text === null || text === textAfterBom ? null : Body.ofText(text, hasBom);
  });

/** A mistake in how the body's JSON is written or arranged; what stands around it stays. */
const inJson = <const Id extends string>(id: Id, slot: string, change: (json: JsonText) => JsonText) =>
  inBody(id, slot, (body) => {
    const changed = body.json && Body.ofJson(change(body.json), body.hasBom);
    return changed?.text === body.text ? null : changed;
  });

const written = (style: JsonStyle) => (json: JsonText) => ({ ...json, style });
/** Keeps the style: compact bodies stay compact. */
const arranged = (arrange: Arrange) => (json: JsonText) => rearranged(json, arrange);

/** Unchanged where white space around the body is all that differs: that is a mistake of its own. */
function reserialised(text: string): string {
  try {
    const result = JSON.stringify(JSON.parse(text));
    return result === text.trim() ? text : result;
  } catch {
    return text;
  }
}

function escapeUnits(text: string, units: RegExp): string {
  const escapes = new Map<string, string>();
  return text.replace(units, (unit) => {
    const known = escapes.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    escapes.set(unit, known);
    return known;
  });
}
/** Not those that are escaped already: an odd number of backslashes stands before them. Looks back from slashes only. */
const escapeSlashes = (text: string) => text.replace(/\/(?<=(?:^|[^\\])(?:\\\\)*\/)/g, '\\/');
const NOT_ASCII = /[\u0080-\uffff]/g;

/** UTF-8 taken for Latin-1, and written as UTF-8 again: each byte above ASCII becomes a character of two bytes. */
function misreadAsLatin1(bytes: Uint8Array): Uint8Array | null {
  const misread = new Uint8Array(2 * bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) misread[length++] = byte;
    else {
      misread[length++] = 0xc0 | (byte >> 6);
      misread[length++] = 0x80 | (byte & 0x3f);
    }
  }
  return length === bytes.length ? null : misread.subarray(0, length);
}

/** Mistakes in the bytes that go under the hash. What re-arranges JSON stands before what changes single characters. */
export const BODY_HYPOTHESES = [
  inText('body-reserialised', 'body-format', reserialised),
  inJson('body-spaces', 'body-format', written(SPACED)),
  inJson('body-compacted', 'body-format', written(COMPACT)),
  inJson('body-indented-2', 'body-format', written({ ...SPACED, indent: 2 })),
  inJson('body-indented-4', 'body-format', written({ ...SPACED, indent: 4 })),
  inJson('body-keys-ascending', 'body-order', arranged(ascending)),
  inJson('body-keys-descending', 'body-order', arranged(descending)),
  inJson('body-nulls-removed', 'body-members', arranged(withoutNulls)),
  inBody('body-python', 'body-escapes', ({ json, textAfterBom, hasBom }) => {
    const text = json && escapeUnits(writeJsonText({ ...json, style: SPACED }), NOT_ASCII);
    return text === null || text === textAfterBom ? null : Body.ofText(text, hasBom);
  }),
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
  inBody('body-latin1', 'body-charset', ({ bytes }) => {
    const misread = misreadAsLatin1(bytes);
    return misread && Body.ofBytes(misread);
  }),
  inText('body-ascii', 'body-charset', (text) => text.replace(/[\u0080-\u{10ffff}]/gu, '?')),
  inText('body-newline-added', 'body-end', (text) => `${text}\n`),
  inText('body-trimmed', 'body-end', (text) => text.trim()),
  inText('body-crlf', 'body-lines', (text) => text.replace(/\r?\n/g, '\r\n')),
  inText('body-lf', 'body-lines', (text) => text.replaceAll('\r\n', '\n')),
  inBody('body-bom-added', 'body-bom', ({ bytes, hasBom }) =>
    hasBom ? null : Body.ofBytes(joinBytes(BOM_BYTES, bytes)),
  ),
  inBody('body-bom-removed', 'body-bom', ({ bytes, hasBom }) =>
    hasBom ? Body.ofBytes(bytes.subarray(BOM_BYTES.length)) : null,
  ),
  inText('body-as-json-string', 'body-whole', (text) => JSON.stringify(text)),
  inBody('body-empty', 'body-whole', ({ bytes }) => (bytes.length === 0 ? null : Body.ofText(''))),
] satisfies readonly Hypothesis[];
