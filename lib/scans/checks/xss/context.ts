import { parse } from 'parse5';
import {
  decodeJavascript,
  type Enclosure,
  type HtmlElement,
  type HtmlNode,
  isCodeSource,
  isElement,
  isHtmlNamespace,
  isModule,
  isNavigated,
  isScript,
  walk,
} from '../probing/html-walk';
import { type ScriptState, scanScript } from '../probing/script-state';
import { findOffsets } from './canary';

export type HtmlQuote = '"' | "'" | '';

/** Where a reflection ends up in the page as a browser reads it; `closer` is what leaves the surrounding text. */
export type ReflectionContext =
  | { kind: 'text'; sink: 'html-text' | 'rcdata' | 'raw-text' | 'style' | 'comment'; closer: string }
  | { kind: 'attribute'; sink: 'attribute' | 'srcdoc'; quote: HtmlQuote }
  | { kind: 'url'; sink: 'url-attribute'; quote: HtmlQuote; runsCode: boolean; loadsCode: boolean }
  | { kind: 'script'; sink: `script-${ScriptState}`; state: ScriptState }
  | { kind: 'handler'; sink: `handler-${ScriptState}`; state: ScriptState; quote: HtmlQuote; isUrl: boolean }
  | { kind: 'tag'; sink: 'tag' }
  | { kind: 'unparsed'; sink: 'unparsed' };

type Range = { from: number; to: number; describe(offset: number): ReflectionContext };

/** Elements whose text is not markup, by what ends them. */
const RCDATA = new Set(['title', 'textarea']);
const RAW_TEXT = new Set([
  'style',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
  'script',
  'plaintext',
]);

function textContext(
  html: string,
  start: number,
  parent: HtmlNode | null,
  around: readonly Enclosure[],
): (offset: number) => ReflectionContext {
  const element = parent && isElement(parent) && isHtmlNamespace(parent) ? parent : null;
  const name = element?.tagName ?? '';
  if (element && isScript(element)) {
    const end = element.sourceCodeLocation?.endTag?.startOffset ?? html.length;
    // Read once, however often the script repeats what it was given.
    let scan: ReturnType<typeof scanScript> | undefined;
    return (offset) => {
      scan ??= scanScript(html.slice(start, end), { isModule: isModule(element) });
      const state = scan.stateAt(offset - start);
      return { kind: 'script', sink: `script-${state}`, state };
    };
  }
  if (RCDATA.has(name)) return () => ({ kind: 'text', sink: 'rcdata', closer: `</${name}>` });
  if (RAW_TEXT.has(name))
    return () => ({ kind: 'text', sink: name === 'style' ? 'style' : 'raw-text', closer: `</${name}>` });
  const closer = [...around].reverse().map((outer) => `</${outer}>`);
  return () => ({ kind: 'text', sink: 'html-text', closer: closer.join('') });
}

function readQuote(source: string): HtmlQuote {
  const sign = /=\s*(["'])?/.exec(source)?.[1];
  return sign === '"' || sign === "'" ? sign : '';
}

function attributeContext(
  element: HtmlElement,
  { name, value }: { name: string; value: string },
  quote: HtmlQuote,
  valueOffset: number,
): ReflectionContext {
  const bare = name.replace(/^xlink:/, '');
  if (/^on[a-z]/.test(name)) {
    const state = scanScript(value).stateAt(valueOffset);
    return { kind: 'handler', sink: `handler-${state}`, state, quote, isUrl: false };
  }
  const runsCode = isNavigated(element, bare);
  const code = runsCode ? decodeJavascript(value) : null;
  if (code !== null) {
    const shift = code.length - value.length;
    const state = scanScript(code).stateAt(Math.max(0, valueOffset + shift));
    return { kind: 'handler', sink: `handler-${state}`, state, quote, isUrl: true };
  }
  const isAtStart = value.slice(0, valueOffset).trim() === '';
  const loadsCode = isCodeSource(element.tagName, bare);
  if (isAtStart && (runsCode || loadsCode))
    return { kind: 'url', sink: 'url-attribute', quote, runsCode, loadsCode };
  return { kind: 'attribute', sink: name === 'srcdoc' ? 'srcdoc' : 'attribute', quote };
}

function* attributeRanges(html: string, element: HtmlElement, mark: string): Generator<Range> {
  const locations = element.sourceCodeLocation?.attrs ?? {};
  for (const [name, location] of Object.entries(locations)) {
    const { startOffset: from, endOffset: to } = location;
    const source = html.slice(from, to);
    if (!source.toLowerCase().includes(mark)) continue;
    const [, local = name] = /:(.+)/.exec(name) ?? [];
    const value =
      element.attrs.find((one) => one.name === name || (one.prefix && one.name === local))?.value ?? '';
    const valueStart = from + source.indexOf('=');
    yield {
      from,
      to,
      describe: (offset) => {
        if (!source.includes('=') || offset < valueStart) return { kind: 'tag', sink: 'tag' };
        const before = findOffsets(html.slice(valueStart, offset), mark).length;
        const valueOffset = findOffsets(value, mark)[before] ?? 0;
        return attributeContext(element, { name, value }, readQuote(source), valueOffset);
      },
    };
  }
}

function* ranges(html: string, mark: string): Generator<Range> {
  const document = parse(html, { sourceCodeLocationInfo: true });
  for (const [node, around] of walk(document)) {
    const location = node.sourceCodeLocation;
    if (!location) continue;
    if (node.nodeName === '#text' && 'parentNode' in node) {
      const describe = textContext(html, location.startOffset, node.parentNode, around);
      yield { from: location.startOffset, to: location.endOffset, describe };
    } else if (node.nodeName === '#comment') {
      const isBogus = !html.startsWith('<!--', location.startOffset);
      const describe = (): ReflectionContext => ({
        kind: 'text',
        sink: 'comment',
        closer: isBogus ? '>' : '-->',
      });
      yield { from: location.startOffset, to: location.endOffset, describe };
    } else if (isElement(node) && node.sourceCodeLocation) {
      yield* attributeRanges(html, node, mark);
      const tag = node.sourceCodeLocation.startTag;
      const to = tag ? tag.startOffset + 1 + node.tagName.length : 0;
      if (tag && node.tagName.includes(mark))
        yield { from: tag.startOffset, to, describe: () => ({ kind: 'tag', sink: 'tag' }) };
    }
  }
}

/**
 * The context of every reflection of `mark`, in the order of the page.
 * A place that the parser dropped (text inside a frameset, an end tag's attributes) is `unparsed`.
 */
export function findContexts(html: string, mark: string): ReflectionContext[] {
  const offsets = findOffsets(html, mark);
  if (offsets.length === 0) return [];
  const all = [...ranges(html, mark)];
  return offsets.map((offset) => {
    const holders = all.filter((range) => range.from <= offset && offset < range.to);
    const innermost = holders.sort((a, b) => a.to - a.from - (b.to - b.from))[0];
    return innermost?.describe(offset) ?? { kind: 'unparsed', sink: 'unparsed' };
  });
}

/** Whether the page's own policy would stop inline code: worth a note, never an acquittal. */
export const hasScriptPolicy = (policy: string | null): boolean => {
  const directives = (policy ?? '').split(';').map((part) => part.trim().toLowerCase());
  const scripts =
    directives.find((part) => part.startsWith('script-src')) ??
    directives.find((part) => part.startsWith('default-src'));
  return scripts !== undefined && !scripts.includes("'unsafe-inline'");
};
