/** An element of a strictly read XML document. */
export type XmlElement = {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
};

const NAME = /[A-Za-z_][\w.-]*/y;
const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the subset of XML 1.0 that a JUnit file needs, and refuses everything that is not well-formed: unknown
 * entities, forbidden characters, `<` in attributes, `]]>` in text, unclosed or crossing elements, a second root.
 */
export function readXml(text: string): XmlElement {
  if (!CHARACTERS.test(text)) throw new Error('a character that XML forbids');
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${text.slice(at, at + 40)}`);
  };
  const take = (expected: string) => {
    if (!text.startsWith(expected, at)) fail(`expected ${expected}`);
    at += expected.length;
  };
  const spaces = () => {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at += 1;
  };
  const name = (): string => {
    NAME.lastIndex = at;
    const found = NAME.exec(text)?.[0] ?? fail('no name');
    at += found.length;
    return found;
  };
  const decoded = (raw: string): string => {
    if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(raw)) fail('a bare ampersand');
    const plain = raw.replace(/[\t\n\r]/g, ' ');
    return plain.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_all, hex, digits, entity) =>
      entity ? (ENTITIES[entity] ?? '') : String.fromCodePoint(Number.parseInt(hex ?? digits, hex ? 16 : 10)),
    );
  };
  const readAttributes = (): Record<string, string> => {
    const attributes: Record<string, string> = {};
    for (spaces(); !/[/>]/.test(text[at] ?? '>'); spaces()) {
      const key = name();
      take('="');
      const end = text.indexOf('"', at);
      const raw = end < 0 ? fail('an open attribute') : text.slice(at, end);
      if (raw.includes('<') || Object.hasOwn(attributes, key)) fail(`attribute ${key}`);
      attributes[key] = decoded(raw);
      at = end + 1;
    }
    return attributes;
  };
  const readElement = (): XmlElement => {
    take('<');
    const element: XmlElement = { name: name(), attributes: readAttributes(), children: [], text: '' };
    if (text.startsWith('/>', at)) {
      at += 2;
      return element;
    }
    take('>');
    for (;;) {
      if (text.startsWith('</', at)) {
        take(`</${element.name}>`);
        return element;
      }
      if (text.startsWith('<![CDATA[', at)) {
        const end = text.indexOf(']]>', at);
        if (end < 0) fail('an open CDATA section');
        element.text += text.slice(at + 9, end);
        at = end + 3;
      } else if (text[at] === '<') element.children.push(readElement());
      else {
        const end = text.indexOf('<', at);
        if (end < 0) fail('an open element');
        const raw = text.slice(at, end);
        if (raw.includes(']]>')) fail(']]> in text');
        element.text += decoded(raw);
        at = end;
      }
    }
  };
  take('<?xml version="1.0" encoding="UTF-8"?>');
  spaces();
  const root = readElement();
  spaces();
  if (at !== text.length) fail('something after the root');
  return root;
}

/** All elements of a name, wherever they stand. */
export const findElements = (root: XmlElement, name: string): XmlElement[] => [
  ...(root.name === name ? [root] : []),
  ...root.children.flatMap((child) => findElements(child, name)),
];
