import { joinBytes } from '../encoding';
import { BOM_BYTES, Body } from './body';
import { type Hypothesis, ofShort } from './hypothesis';
import { asWritten, inBody, inJson, inText } from './in-body';
import { ascending, descending, plainName, withoutMember } from './json/json-members';
import { NOT_ASCII, STRING_STYLES, unicodeEscape } from './json/json-strings';
import {
  COMPACT,
  type JsonStyle,
  type JsonText,
  outermostMembers,
  SPACED,
  writeJsonText,
} from './json/json-text';
import { VALUE_HYPOTHESES } from './value-hypotheses';
import { CHARSET_HYPOTHESES, FILTER_HYPOTHESES, STAND_IN_HYPOTHESES } from './whole-body-hypotheses';
import {
  FORMAT_HYPOTHESES,
  HASH_MAP_HYPOTHESIS,
  MEMBER_HYPOTHESES,
  NUMBER_HYPOTHESES,
  WRITER_HYPOTHESES,
} from './writer-hypotheses';

const written = (style: JsonStyle) => (json: JsonText) => ({ ...json, style });

/** Unchanged where white space around the body is all that differs: that is a mistake of its own. */
function reserialised(text: string): string {
  try {
    const result = JSON.stringify(JSON.parse(text));
    return result === text.trim() ? text : result;
  } catch {
    return text;
  }
}

function escapeUnits(text: string, units: RegExp, isUpper = false): string {
  const escapes = new Map<string, string>();
  return text.replace(units, (unit) => {
    const known = escapes.get(unit) ?? unicodeEscape(unit, isUpper);
    escapes.set(unit, known);
    return known;
  });
}
/** Not those that are escaped already: an odd number of backslashes precedes them. Looks back from slashes only. */
const escapeSlashes = (text: string) => text.replace(/\/(?<=(?:^|[^\\])(?:\\\\)*\/)/g, '\\/');

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

/** Mistakes in the bytes that go under the hash. What re-arranges JSON comes before what changes single characters. */
export const BODY_HYPOTHESES = [
  inText('body-reserialised', 'body-format', reserialised),
  inJson('body-spaces', 'body-format', written(SPACED)),
  inJson('body-compacted', 'body-format', written(COMPACT)),
  inJson('body-indented-2', 'body-format', written({ ...SPACED, indent: 2 }), 3),
  inJson('body-indented-4', 'body-format', written({ ...SPACED, indent: 4 }), 3),
  ...FORMAT_HYPOTHESES,
  asWritten('body-keys-ascending', 'body-order', { arrange: ascending }),
  asWritten('body-keys-descending', 'body-order', { arrange: descending }, 3),
  HASH_MAP_HYPOTHESIS,
  ...MEMBER_HYPOTHESES,
  ...NUMBER_HYPOTHESES,
  ...VALUE_HYPOTHESES.map(ofShort),
  inBody(
    'body-python',
    'body-escapes',
    ({ json, textAfterBom, hasBom }) => {
      const text = json && escapeUnits(writeJsonText({ ...json, style: SPACED }), NOT_ASCII);
      return text === null || text === textAfterBom ? null : Body.ofText(text, hasBom);
    },
    3,
  ),
  inText('body-unicode-escaped', 'body-escapes', (text) => escapeUnits(text, NOT_ASCII)),
  inText('body-unicode-escaped-upper', 'body-escapes', (text) => escapeUnits(text, NOT_ASCII, true), 3),
  inText('body-unicode-unescaped', 'body-escapes', (text) =>
    text.replace(/\\(?:u([0-9a-fA-F]{4})|.)/g, (found, digits: string | undefined) => {
      const unit = digits === undefined ? 0 : Number.parseInt(digits, 16);
      return unit >= 0x80 ? String.fromCharCode(unit) : found;
    }),
  ),
  asWritten('body-unescaped', 'body-escapes', { strings: STRING_STYLES.plain }, 3),
  inText('body-slash-escaped', 'body-escapes', escapeSlashes),
  inText('body-php', 'body-escapes', (text) => escapeUnits(escapeSlashes(text), NOT_ASCII), 3),
  inText('body-escaped-go', 'body-escapes', (text) => escapeUnits(text, /[<>&]/g)),
  inText('body-escaped-gson', 'body-escapes', (text) => escapeUnits(text, /[<>&=']/g), 3),
  inText('body-escaped-org-json', 'body-escapes', (text) => text.replaceAll('</', '<\\/'), 3),
  ...WRITER_HYPOTHESES,
  ...FILTER_HYPOTHESES,
  inBody(
    'body-latin1',
    'body-charset',
    ({ bytes }) => {
      const misread = misreadAsLatin1(bytes);
      return misread && Body.ofBytes(misread);
    },
    3,
  ),
  inText('body-ascii', 'body-charset', (text) => text.replace(/[\u0080-\u{10ffff}]/gu, '?'), 3),
  inText('body-ascii-units', 'body-charset', (text) => text.replace(NOT_ASCII, '?'), 3),
  ...CHARSET_HYPOTHESES,
  ...STAND_IN_HYPOTHESES,
  inText('body-newline-added', 'body-end', (text) => `${text}\n`, 1),
  inText('body-crlf-added', 'body-end', (text) => `${text}\r\n`, 3),
  inText('body-trimmed', 'body-end', (text) => text.trim(), 1),
  inText('body-crlf', 'body-lines', (text) => text.replace(/\r?\n/g, '\r\n'), 1),
  inText('body-lf', 'body-lines', (text) => text.replaceAll('\r\n', '\n')),
  inBody(
    'body-bom-added',
    'body-bom',
    ({ bytes, hasBom }) => (hasBom ? null : Body.ofBytes(joinBytes(BOM_BYTES, bytes))),
    1,
  ),
  inBody(
    'body-bom-removed',
    'body-bom',
    ({ bytes, hasBom }) => (hasBom ? Body.ofBytes(bytes.subarray(BOM_BYTES.length)) : null),
    1,
  ),
  inText('body-as-json-string', 'body-whole', (text) => JSON.stringify(text), 3),
  inBody('body-empty', 'body-whole', ({ bytes }) => (bytes.length === 0 ? null : Body.ofText('')), 4),
] satisfies readonly Hypothesis[];

/** Names that a sentence may show as they are. */
const SHOWN_NAME = /^[A-Za-z][\w.-]{0,63}$/;
const MOST_MEMBERS = 64;

/** The object or list that one member holds, in place of all of them. */
const memberOnly = (name: string) =>
  inBody(
    'body-member-only',
    'body-whole',
    ({ textAfterBom }) => {
      const held = (JSON.parse(textAfterBom ?? '{}') as Record<string, unknown>)[name];
      return typeof held === 'object' && held !== null ? Body.ofText(JSON.stringify(held)) : null;
    },
    4,
  );

/** What depends on the body at hand: each of its outermost members forgotten, as by a class that does not have it. */
export function bodyChoices({ json }: Body): Hypothesis<'body-one-left-out' | 'body-member-only'>[] {
  const names = json ? outermostMembers(json).map(plainName) : [];
  const shown = [...new Set(names)].filter((name) => SHOWN_NAME.test(name)).slice(0, MOST_MEMBERS);
  const leftOut = shown.map((name) => ({
    ...asWritten('body-one-left-out', 'body-order', { arrange: withoutMember(name) }, 4),
    detail: name,
  }));
  const alone = shown.map((name) => ({ ...memberOnly(name), detail: name }));
  return [...leftOut, ...alone];
}
