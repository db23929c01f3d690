import { BODY_SIGN_HEADER, BODY_SIGN_TYPE, type RawHeaders } from './v1-body-sign';

/** What is wrong with the form of a signature that was sent nearly as `Body-Sign` is. */
export const BODY_SIGN_FORMS = [
  'TRAILER',
  'IN_BODY',
  'NAME',
  'RECASED',
  'TWICE',
  'PERCENT_ENCODED',
  'HTML_ESCAPED',
  'ESCAPED_QUOTES',
  'SINGLE_QUOTES',
  'TYPOGRAPHIC_QUOTES',
  'UNQUOTED',
  'BARE_VALUE',
  'SEPARATOR',
  'MEMBER_NAME',
  'TYPE_MISSING',
  'TYPE',
  'BLANKS',
] as const;
export type BodySignForm = (typeof BODY_SIGN_FORMS)[number];

/** `forms` in the order in which they are to be told; `signature` is the bare value, null where none can be read. */
export type NearBodySign = {
  name: string;
  value: string;
  /** Of the header in the raw list; null where it is a member of the body. */
  at: number | null;
  signature: string | null;
  forms: readonly BodySignForm[];
};

const NEAR_NAMES = ['bodysign', 'bodysigns', 'bodysignature', 'xbodysign', 'xbodysignature', 'httpbodysign'];
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const isNear = (name: string): boolean => NEAR_NAMES.includes(plain(name));
const MOST = 4_096;

const MEMBER = /^\s{0,50}([A-Za-z][A-Za-z_-]{0,31})\s{0,50}[=:]\s{0,50}(.{0,2000})$/s;
const QUOTES: readonly (readonly [RegExp, BodySignForm | null])[] = [
  [/^"([^"]*)"$/, null],
  [/^\\"(.*)\\"$/s, 'ESCAPED_QUOTES'],
  [/^'([^']*)'$/, 'SINGLE_QUOTES'],
  [/^[“”„‟″«＂](.*)[“”‟″»＂]$/s, 'TYPOGRAPHIC_QUOTES'],
  [/^[‘’‚′](.*)[’‘′]$/s, 'TYPOGRAPHIC_QUOTES'],
  [/^([^"']*)$/, 'UNQUOTED'],
];
const TYPE_NAMES = ['signtype'];
const BARE = /^[A-Za-z0-9+/_-]{40,90}={0,2}$/;

/**
 * Reads a signature of a response however nearly it was sent, so that a mistake of form can be told from one of the
 * value. Null where nothing resembles it; no forms where nothing is wrong. Never throws.
 * @param members of the response's JSON object
 * @param expected the right value: whatever header holds it was meant
 */
export function readNearBodySign(
  headers: RawHeaders,
  members: Readonly<Record<string, unknown>>,
  expected: string,
): NearBodySign | null {
  const exact = headers.findIndex(([name]) => name === BODY_SIGN_HEADER);
  const near = exact >= 0 ? exact : headers.findIndex(([name]) => isNear(name));
  const at = near >= 0 ? near : headers.findIndex(([, value]) => holds(value, expected));
  const header = headers[at];
  if (header) {
    const [name, sent] = header;
    const value = asUtf8(sent).slice(0, MOST);
    const { signature, forms } = readValue(value);
    const isRecased = name.toLowerCase() === BODY_SIGN_HEADER.toLowerCase();
    const ofName: BodySignForm[] = name === BODY_SIGN_HEADER ? [] : [isRecased ? 'RECASED' : 'NAME'];
    const isTwice = headers.filter(([other]) => other.toLowerCase() === name.toLowerCase()).length > 1;
    return {
      name,
      value,
      at,
      signature,
      forms: [...ofName, ...(isTwice ? ['TWICE' as const] : []), ...forms],
    };
  }
  const trailer = headers.findIndex(
    ([name, value]) => name.toLowerCase() === 'trailer' && value.split(',').some((one) => isNear(one)),
  );
  if (trailer >= 0)
    return {
      name: 'Trailer',
      value: headers[trailer]?.[1] ?? '',
      at: trailer,
      signature: null,
      forms: ['TRAILER'],
    };
  const member = Object.entries(members).find(([name, value]) => isNear(name) && typeof value === 'string');
  if (!member) return null;
  const value = String(member[1]).slice(0, MOST);
  return { name: member[0], value, at: null, signature: readValue(value).signature, forms: ['IN_BODY'] };
}

const holds = (value: string, expected: string): boolean =>
  value.includes(expected) || value.includes(encodeURIComponent(expected));

/** Node reads header bytes as Latin-1; typographic quotes come in UTF-8. */
function asUtf8(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(value, (one) => one.charCodeAt(0)),
    );
  } catch {
    return value;
  }
}

function readValue(sent: string): { signature: string | null; forms: BodySignForm[] } {
  const forms = new Set<BodySignForm>();
  const plainQuotes = sent.replace(/&(?:quot|#0?34|#x22);/gi, '"');
  if (plainQuotes !== sent) forms.add('HTML_ESCAPED');
  const decoded = decodeWhole(plainQuotes);
  if (decoded !== plainQuotes) forms.add('PERCENT_ENCODED');
  const value = decoded.trim();
  const bare = unquote(value).text.trim();
  if (BARE.test(bare)) return { signature: bare, forms: [...forms, 'BARE_VALUE'] };
  const members = new Map<string, string>();
  for (const part of splitMembers(value, forms)) {
    const match = MEMBER.exec(part);
    if (!match) continue;
    const [, name = '', text = ''] = match;
    const { text: inner, form } = unquote(text.trim());
    if (form) forms.add(form);
    if (inner !== inner.trim()) forms.add('BLANKS');
    const known = TYPE_NAMES.includes(plain(name))
      ? 'sign_type'
      : plain(name) === 'signature' || plain(name) === 'sign'
        ? 'signature'
        : null;
    if (known === null) continue;
    if (known !== name || part.slice(name.length).trimStart().startsWith(':')) forms.add('MEMBER_NAME');
    members.set(known, inner.trim());
  }
  const signature = members.get('signature') ?? null;
  const type = members.get('sign_type');
  if (type === undefined && signature !== null) forms.add('TYPE_MISSING');
  if (type !== undefined && type !== BODY_SIGN_TYPE) forms.add('TYPE');
  const whole = signature && decodeWhole(signature);
  if (whole !== signature) forms.add('PERCENT_ENCODED');
  const stripped = whole?.replace(/\s|\\[rn]/g, '') || null;
  if (stripped !== null && stripped !== whole) forms.add('BLANKS');
  return {
    signature: stripped,
    forms: BODY_SIGN_FORMS.filter((form) => forms.has(form)),
  };
}

/** Members end at a comma; at a semicolon, an ampersand or a blank by mistake. */
function splitMembers(value: string, forms: Set<BodySignForm>): string[] {
  const second = /[,;&，；\s]\s{0,50}(sign_?-?type|signature|sign)\s{0,50}[=:]/i.exec(value);
  if (!second) return [value];
  const [separator = ''] = second[0];
  const isComma = separator === ',' || /,\s{0,50}$/.test(value.slice(0, second.index));
  if (!isComma) forms.add('SEPARATOR');
  const before = value.slice(0, second.index).replace(/[,;&，；\s]{1,50}$/, '');
  return [before, value.slice(second.index + 1)];
}

function unquote(text: string): { text: string; form: BodySignForm | null } {
  for (const [quotes, form] of QUOTES) {
    const inner = quotes.exec(text)?.[1];
    if (inner !== undefined) return { text: inner, form };
  }
  return { text: text.replace(/^["'“”]|["'“”]$/g, ''), form: 'UNQUOTED' };
}

function decodeWhole(value: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
