import { parse } from 'parse5';
import {
  type HtmlElement,
  type HtmlNode,
  isElement,
  isScript,
  readAttribute,
  walk,
} from '../probing/html-walk';

/** A library that reads expressions out of the page: where it begins, and what keeps it out. */
type Engine = {
  library: RegExp;
  isRoot(element: HtmlElement, code: string): boolean;
  keepsOut: string;
  readsAttributes: boolean;
};

const hasAttribute = (element: HtmlElement, pattern: RegExp) =>
  element.attrs.some(({ name }) => pattern.test(name));
/** The id that `new Vue({ el: '#app' })` or `createApp({…}).mount('#app')` names; what brings its own template reads no page. */
const VUE_ROOT = /\bel\s*:\s*["']#([\w-]{1,60})["']|\.mount\(\s*["']#([\w-]{1,60})["']\s*\)/g;

const ENGINES: readonly Engine[] = [
  {
    library: /(?:^|\/)angular(?:js)?(?:[@/.-][\w.-]{1,20}){0,3}(?:\/angular)?(?:\.min)?\.js(?:[?#]|$)/i,
    isRoot: (element) => hasAttribute(element, /^(?:data-|x-)?ng[-:_]app$/),
    keepsOut: 'ng-non-bindable',
    readsAttributes: true,
  },
  {
    library:
      /(?:^|\/)vue(?:@[\w.-]{1,20})?(?:\/dist\/vue)?(?:\.(?:global|min|prod|common|esm-browser)){0,3}(?:\.js)?(?:[?#]|$)/i,
    isRoot: (element, code) => {
      const id = readAttribute(element, 'id');
      const roots = [...code.matchAll(VUE_ROOT)].map(([, one, other]) => one ?? other);
      return id !== null && roots.includes(id) && !/\b(?:template|render)\s*[:(]/.test(code);
    },
    keepsOut: 'v-pre',
    readsAttributes: false,
  },
];
/** Other signs than two braces: what they are is not known here. */
const OTHER_SIGNS = /\b(?:startSymbol|endSymbol)\s*\(|\bdelimiters\s*:/;
const NO_TEMPLATE = new Set(['script', 'style', 'textarea', 'noscript', 'template']);

const codeIn = (element: HtmlElement): string =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

function* walkUp(node: HtmlNode): Generator<HtmlElement> {
  for (let at: HtmlNode | null = node; at; at = 'parentNode' in at ? at.parentNode : null)
    if (isElement(at)) yield at;
}

/**
 * Whether a library that compiles this page in the browser (AngularJS 1, Vue) reads `text` as a part of its template: in
 * a text, or in an attribute where the library looks there, below its root and below nothing that keeps it out.
 */
export function isInTemplate(html: string, text: string): boolean {
  if (!/angular|vue/i.test(html) || OTHER_SIGNS.test(html)) return false;
  const nodes = [...walk(parse(html))]
    .filter(([, around]) => !around.includes('template'))
    .map(([node]) => node);
  const elements = nodes.filter(isElement);
  const sources = elements.flatMap((one) =>
    one.tagName === 'script' ? [readAttribute(one, 'src') ?? ''] : [],
  );
  const code = elements.filter(isScript).map(codeIn).join('\n');
  return ENGINES.filter(({ library }) => sources.some((source) => library.test(source))).some(
    ({ isRoot, keepsOut, readsAttributes }) =>
      nodes.some((node) => {
        const isHolder = isElement(node)
          ? readsAttributes && node.attrs.some(({ value }) => value.includes(text))
          : node.nodeName === '#text' && 'value' in node && node.value.includes(text);
        if (!isHolder) return false;
        const around = [...walkUp(node)];
        return (
          around.some((one) => isRoot(one, code)) &&
          !around.some((one) => NO_TEMPLATE.has(one.tagName) || readAttribute(one, keepsOut) !== null)
        );
      }),
  );
}
