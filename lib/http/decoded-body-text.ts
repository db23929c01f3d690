import { type CapturedResponse, type Exchange, headerValue } from './exchange';

export type DecodedText = {
  text: string;
  /** The encoding that was used, by its name in the Encoding standard (`utf-8`, `gbk`). */
  charset: string;
  /** Where that name came from; `default` means that nobody named one. */
  charsetFrom: 'bom' | 'header' | 'meta' | 'default';
  hasBom: boolean;
};

/** How far into a page browsers look for `<meta charset>` (HTML standard, prescan a byte stream). */
const META_BYTES = 1_024;
const BOMS: readonly (readonly [charset: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The decoded body as text, as a browser would read it: BOM, then Content-Type, then meta, then UTF-8. */
export const decodedBodyText = (exchange: Exchange): string => decodeText(exchange.response).text;

type Answer = Pick<CapturedResponse, 'headers' | 'decodedBody'>;

/** Many checks read one response after another beside the untouched one, and a kept body is unpacked for each reading. */
const REMEMBERED = 2;
const newest: { response: Answer; decoded: DecodedText }[] = [];

/** As `decodedBodyText`, with how it was read. Undecodable bytes become U+FFFD; the BOM is not part of the text. */
export function decodeText(response: Answer): DecodedText {
  const known = newest.find((one) => one.response === response);
  if (known) return known.decoded;
  const decoded = readText(response);
  newest.unshift({ response, decoded });
  newest.length = Math.min(newest.length, REMEMBERED);
  return decoded;
}

function readText(response: Answer): DecodedText {
  const bytes = response.decodedBody;
  const bom = BOMS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (bom)
    return { text: decoder(bom[0])?.decode(bytes) ?? '', charset: bom[0], charsetFrom: 'bom', hasBom: true };
  const contentType = headerValue(response.headers, 'content-type') ?? '';
  const named = [
    ['header', readCharset(contentType)],
    ['meta', /html|^$/i.test(contentType) ? metaCharset(bytes) : null],
    ['default', 'utf-8'],
  ] as const;
  for (const [charsetFrom, name] of named) {
    const found = name === null ? null : decoder(name);
    if (found) return { text: found.decode(bytes), charset: found.encoding, charsetFrom, hasBom: false };
  }
  return { text: '', charset: 'utf-8', charsetFrom: 'default', hasBom: false };
}

/** The charset parameter of a Content-Type value; null when there is none. */
export const readCharset = (contentType: string): string | null =>
  /;\s*charset\s*=\s*"?([\w:.-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? null;

function metaCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, META_BYTES)).toString('latin1');
  const name = /<meta[^>]{1,1024}charset\s*=[\s"']*([\w:.-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null;
  // A page that could be read this far cannot be UTF-16: the standard reads it as UTF-8.
  return name?.startsWith('utf-16') ? 'utf-8' : name;
}

/** Null for a name that no browser knows. */
function decoder(name: string): TextDecoder | null {
  try {
    return new TextDecoder(name, { fatal: false, ignoreBOM: false });
  } catch {
    return null;
  }
}
