import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { type FileProblem, FileRefused } from '../rules/file-problem';

/**
 * An opened element, for as long as it is handed out. Attributes are asked for by their local name; those of other
 * namespaces only by `linked`.
 */
export type XmlElement = {
  attribute(name: string): string | undefined;
  /** An attribute of the namespace of relationships, as `r:id` is. */
  linked(name: string): string | undefined;
};

export type XmlReader = {
  /** Elements of other namespaces have the name `''`; null takes every namespace. */
  namespaces: ReadonlySet<string> | null;
  open(name: string, element: XmlElement): void;
  close?(name: string): void;
  text?(text: string): void;
  /** Why a part with too many elements is refused. */
  tooMany?: FileProblem;
};

/** The two namespaces of spreadsheets (transitional and strict), and none at all: some writers leave it out. */
export const SHEET_NAMESPACES: ReadonlySet<string> = new Set([
  '',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
]);
const RELATIONSHIPS = /\/officeDocument\/(2006\/)?relationships$/;

const DEPTH_MAXIMUM = 64;
const ATTRIBUTES_MAXIMUM = 128;
/** Of one part; the largest sheet that is still taken has some four hundred thousand. */
const ELEMENTS_MAXIMUM = 600_000;

/**
 * Reads a part as XML, piece by piece, and stops at the first thing that no workbook has: a document type, which could
 * declare entities, or more nesting, attributes or elements than the limits.
 * @throws FileRefused UNREADABLE for anything that is not well-formed
 */
export async function readXml(pieces: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const parser = parserFor(reader);
  let decoder: TextDecoder | null = null;
  for await (const piece of pieces) {
    decoder ??= decoderFor(piece);
    attempt(() => parser.write(decode(decoder, piece)));
  }
  attempt(() => {
    parser.write(decode(decoder));
    parser.close();
  });
}

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('UNREADABLE', error);
  }
}

const decode = (decoder: TextDecoder | null, piece?: Uint8Array): string =>
  (piece ? decoder?.decode(piece, { stream: true }) : decoder?.decode()) ?? '';

/** UTF-8, or UTF-16 by its mark or by the zero beside the first `<` (XML 1.0, appendix F). */
function decoderFor([first, second]: Uint8Array): TextDecoder {
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8', { fatal: true });
}

function parserFor({ namespaces, open, close, text, tooMany = 'TOO_LARGE_INSIDE' }: XmlReader) {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let attributes = 0;
  let elements = 0;
  const localName = ({ uri, local }: { uri?: string; local?: string }) =>
    namespaces === null || namespaces.has(uri ?? '') ? (local ?? '') : '';
  // Each handler is a property of the parser. With a seventh V8 keeps them in a table, and reading takes four times as long.
  parser.on('doctype', () => {
    throw new FileRefused('NOT_XLSX');
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > ATTRIBUTES_MAXIMUM) throw new FileRefused('UNREADABLE');
  });
  let given: Record<string, SaxesAttributeNS> = {};
  // One for all: a sheet has hundreds of thousands of elements.
  const element: XmlElement = {
    attribute: (name) => given[name]?.value,
    linked: (name) =>
      Object.values(given).find(({ local, uri }) => local === name && RELATIONSHIPS.test(uri))?.value,
  };
  parser.on('opentag', (tag) => {
    depth += 1;
    elements += 1;
    attributes = 0;
    if (depth > DEPTH_MAXIMUM) throw new FileRefused('UNREADABLE');
    if (elements > ELEMENTS_MAXIMUM) throw new FileRefused(tooMany);
    given = tag.attributes as Record<string, SaxesAttributeNS>;
    open(localName(tag as SaxesTagNS), element);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    close?.(localName(tag as SaxesTagNS));
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return parser;
}
