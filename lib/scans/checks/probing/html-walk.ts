import { type DefaultTreeAdapterTypes, html as htmlNames } from 'parse5';

export type HtmlNode = DefaultTreeAdapterTypes.Node;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Elements around a node that change what its markup does: what is in a template is inert, in a select mostly dropped. */
export type Enclosure = 'template' | 'select';

const isEnclosure = (name: string): name is Enclosure => name === 'template' || name === 'select';

/** Every node below `root` in document order, contents of templates included, each with what encloses it. */
export function* walk(root: HtmlNode): Generator<[HtmlNode, readonly Enclosure[]]> {
  // A stack of our own: pages nest deeper than calls may.
  const waiting: [HtmlNode, readonly Enclosure[]][] = [[root, []]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    const [node, around] = next;
    const name = 'tagName' in node ? node.tagName : '';
    const inside = isEnclosure(name) && !around.includes(name) ? [...around, name] : around;
    const children = 'childNodes' in node ? node.childNodes : [];
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child) waiting.push([child, inside]);
    }
    if ('content' in node) waiting.push([node.content, inside]);
  }
}

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

export const readAttribute = (element: HtmlElement, name: string): string | null =>
  element.attrs.find((attribute) => attribute.name === name && !attribute.prefix)?.value ?? null;

const SCRIPT_TYPE = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|j|live)script(?:1\.\d)?)$/i;

/** Whether a browser runs this element's text as JavaScript (a JSON block or a template it does not). */
export const isScript = (element: HtmlElement): boolean =>
  element.tagName === 'script' &&
  SCRIPT_TYPE.test((readAttribute(element, 'type') ?? '').split(';')[0]?.trim() ?? '');

export const isModule = (element: HtmlElement): boolean =>
  /^\s*module\s*$/i.test(readAttribute(element, 'type') ?? '');

export const isHtmlNamespace = (element: HtmlElement): boolean => element.namespaceURI === htmlNames.NS.HTML;

/** Attributes that a browser follows as an address, where `javascript:` runs: `element attribute`. */
const NAVIGATED = new Set([
  'a href',
  'area href',
  'form action',
  'button formaction',
  'input formaction',
  'iframe src',
  'frame src',
  'embed src',
  'object data',
]);
/** Attributes whose address decides which foreign code the page runs. */
const CODE_SOURCES = new Set(['script src', 'script href', 'base href', 'object data', 'embed src']);

/** What gives a link of SVG its address while the page is shown: `<a><set attributeName="href" to="…">`. */
const ANIMATED = new Set(['animate values', 'set to']);

export function isNavigated(element: HtmlElement, attribute: string): boolean {
  const place = `${element.tagName} ${attribute}`;
  if (NAVIGATED.has(place)) return true;
  const parent = element.parentNode;
  const isLink = parent !== null && isElement(parent) && parent.tagName === 'a';
  return isLink && ANIMATED.has(place) && element.attrs.some(isHrefOfAnimation);
}

const isHrefOfAnimation = ({ name, value }: { name: string; value: string }): boolean =>
  name.toLowerCase() === 'attributename' && value.trim() === 'href';

export const isCodeSource = (element: string, attribute: string): boolean =>
  CODE_SOURCES.has(`${element} ${attribute}`);

/** The code of a `javascript:` address as a browser runs it (percent-decoded); null for any other address. */
export function decodeJavascript(address: string): string | null {
  // Browsers strip leading controls and spaces, and tabs and line breaks anywhere (WHATWG URL, basic URL parser).
  const cleaned = address.replace(/[\t\n\r]/g, '').replace(/^[\p{Cc} ]+/u, '');
  const code = /^javascript:([\s\S]*)$/i.exec(cleaned)?.[1];
  if (code === undefined) return null;
  return code.replace(/(?:%[0-9a-f]{2})+/gi, (sequence) =>
    Buffer.from(sequence.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
