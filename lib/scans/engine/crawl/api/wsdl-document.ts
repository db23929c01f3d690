import { SaxesParser } from 'saxes';

/** An element of a description, by its local names; `text` is not kept. */
export type WsdlElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: WsdlElement[];
};

const MAX_ELEMENTS = 20_000;
const MAX_CHARACTERS = 1_000_000;
const BEGINNING = 4_000;
const DEFINITIONS = /<(?:[\w.-]{1,40}:)?definitions\b[^>]{0,2000}schemas\.xmlsoap\.org\/wsdl\//;

/** The part of a qualified name behind its colon. */
export const localName = (name: string): string => name.replace(/^.*:/, '');

/** The root of a service description (WSDL 1.1); null for any other text. No entity but those of XML itself is read. */
export function parseWsdl(text: string): WsdlElement | null {
  if (text.length > MAX_CHARACTERS || !DEFINITIONS.test(text.slice(0, BEGINNING))) return null;
  const parser = new SaxesParser();
  const open: WsdlElement[] = [];
  let root: WsdlElement | null = null;
  let count = 0;
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (count > MAX_ELEMENTS) throw new RangeError('too many elements');
    const element = { name: localName(name), attributes: { ...attributes }, children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(text).close();
  } catch {
    return null;
  }
  return root;
}

export const childrenNamed = (element: WsdlElement | undefined, name: string): WsdlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The elements of that name anywhere below. */
export function* descendants(element: WsdlElement, name: string): Generator<WsdlElement> {
  const waiting = [...element.children];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (next.name === name) yield next;
    waiting.push(...next.children);
  }
}
