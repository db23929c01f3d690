import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { readAttribute } from '../probing/html-walk';
import { predictRendering } from '../probing/rendering';
import { PageScripts } from '../scripts/page-scripts';
import type { ScriptAct } from '../scripts/script-act';
import { foreignAddress, ownName } from './foreign-address';
import { type PagePart, type PageParts, pageParts } from './page-parts';

/** An element of a page; `by`: what a script did to bring it there, null where the page itself holds it. */
export type SeenPart = { part: PagePart; by: ScriptAct | null; isOutside: boolean };

/** A page or a script of a site, with all that its scripts bring about. */
export type PageContents = {
  /** The address of the page. */
  base: string;
  isPage: boolean;
  seen: readonly SeenPart[];
  acts: readonly ScriptAct[];
  /** The code of all scripts as it is written. */
  source: string;
  title: string;
  text: string;
  /** Whether a host is in the page as its makers would name it: in a policy, a link, a form, an early connection. */
  isDeclared(domain: string): boolean;
  /** Whether an act belongs to a script outside of the document. */
  isFromOutside(act: ScriptAct): boolean;
};

const MAX_WRITTEN = 60;
const MAX_HANDLERS = 200;
const MAX_DECLARED = 1_000;
const LONGEST_WRITTEN = 65_536;
const MAX_NESTING = 3;
const DECLARING: Readonly<Record<string, string>> = { link: 'href', a: 'href', form: 'action' };

const WRITTEN_SHEET = /<style\b[^>]{0,200}>([^<]{1,20000})/gi;
const DATA_CODE =
  /^data:(?:text|application)\/(?:javascript|ecmascript|x-javascript)[^,]{0,80}?(;base64)?,([\s\S]*)$/i;

/** The code of a script whose address holds it. */
function dataCode({ element }: PagePart): string | null {
  const [, encoding, body] = DATA_CODE.exec(readAttribute(element, 'src')?.trim() ?? '') ?? [];
  if (body === undefined) return null;
  return encoding ? Buffer.from(body, 'base64').toString('utf8') : unescapeText(body);
}

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Code that an element runs as soon as the page is there. */
const listHandlers = ({ element }: PagePart): string[] =>
  element.attrs.filter(({ name }) => name === 'onload' || name === 'onerror').map(({ value }) => value);

type Read = { parts: PageParts; acts: ScriptAct[]; source: string; codes: readonly PagePart[] };

/** Reads HTML with its scripts. */
function readHtml(html: string): Read {
  const first = pageParts(html);
  const scripts = new PageScripts();
  const codes: PagePart[] = [];
  const sources: string[] = [];
  const add = (part: PagePart, code: string) => {
    if (code.trim() === '') return;
    codes.push(part);
    sources.push(code);
    scripts.add(code);
  };
  for (const { part, code } of first.scripts) {
    const inAddress = dataCode(part);
    if (inAddress === null) add(part, code);
    else {
      codes.push(part);
      scripts.add(inAddress);
    }
  }
  const handlers = first.parts.flatMap((part) => listHandlers(part).map((code) => ({ part, code })));
  for (const { part, code } of handlers.slice(0, MAX_HANDLERS)) add(part, code);
  const { acts, restyled } = scripts.finish();
  const sheets = acts.flatMap(({ kind, text }) =>
    kind === 'write' ? [...text.matchAll(WRITTEN_SHEET)] : [],
  );
  const added = sheets.map(([, css = '']) => css).join('\n');
  const parts = restyled.size > 0 || added !== '' ? pageParts(html, restyled, added) : first;
  return { parts, acts: [...acts], source: sources.join('\n'), codes };
}

/** What scripts write is read like a page, and so is what its scripts write. */
function readWritten(acts: readonly ScriptAct[], nesting: number): { seen: SeenPart[]; acts: ScriptAct[] } {
  const seen: SeenPart[] = [];
  const further: ScriptAct[] = [];
  for (const act of acts.filter(({ kind }) => kind === 'write').slice(0, MAX_WRITTEN)) {
    const { parts, acts: inner } = readHtml(act.text.slice(0, LONGEST_WRITTEN));
    seen.push(...parts.parts.map((part) => ({ part, by: act, isOutside: false })));
    const { event, conditions, script, isMadeCode } = act;
    const own = inner.map((one) => ({
      ...one,
      event: one.event ?? event,
      conditions: [...conditions, ...one.conditions],
      isMadeCode: one.isMadeCode || isMadeCode,
      script,
    }));
    const deeper = nesting < MAX_NESTING ? readWritten(own, nesting + 1) : { seen: [], acts: [] };
    seen.push(...deeper.seen);
    further.push(...own, ...deeper.acts);
  }
  return { seen, acts: further };
}

/** The hosts that a page names openly. */
function declaredHosts({ response, request }: Exchange, parts: readonly PagePart[]): Set<string> {
  const policies = ['content-security-policy', 'content-security-policy-report-only'];
  const policy = policies.map((name) => headerValue(response.headers, name) ?? '').join(' ');
  const meta = parts.map(({ element }) =>
    /^content-security-policy$/i.test(readAttribute(element, 'http-equiv') ?? '')
      ? (readAttribute(element, 'content') ?? '')
      : '',
  );
  const named = `${policy} ${meta.join(' ')}`.split(/[\s;,]/).filter((word) => word.includes('.'));
  const addresses = parts.flatMap(({ element, hiders }) => {
    const attribute = DECLARING[element.tagName];
    return attribute === undefined || hiders.length > 0 ? [] : [readAttribute(element, attribute) ?? ''];
  });
  const hosts = addresses
    .slice(0, MAX_DECLARED)
    .flatMap((address) => foreignAddress(address, request.url)?.domain ?? []);
  const allowed = named.slice(0, MAX_DECLARED).flatMap((word) => {
    const host = word.replace('*.', '');
    return foreignAddress(host.includes('//') ? host : `//${host}`, request.url)?.domain ?? [];
  });
  return new Set([...allowed, ...hosts]);
}

/** Reads an answer as a browser would show or run it; null for one that it would not. */
export function pageContents(exchange: Exchange): PageContents | null {
  const html = decodedBodyText(exchange);
  const rendering = predictRendering(exchange.response, html);
  if (exchange.response.status >= 400 || (rendering !== 'html' && rendering !== 'script')) return null;
  const base = exchange.request.url;
  const isPage = rendering === 'html';
  const read = isPage ? readHtml(html) : readScriptFile(html);
  const written = readWritten(read.acts, 0);
  const { parts } = read.parts;
  const declared = declaredHosts(exchange, parts);
  return {
    base,
    isPage,
    seen: [...parts.map((part) => ({ part, by: null, isOutside: part.isOutside })), ...written.seen],
    acts: [...read.acts, ...written.acts],
    source: read.source,
    title: read.parts.title,
    text: read.parts.text,
    isDeclared: (domain) => declared.has(domain),
    isFromOutside: ({ script }) => read.codes[script]?.isOutside === true,
  };
}

function readScriptFile(code: string): Read {
  const scripts = new PageScripts();
  scripts.add(code);
  const parts: PageParts = { parts: [], scripts: [], text: '', title: '' };
  return { parts, acts: [...scripts.finish().acts], source: code, codes: [] };
}

/**
 * Whether a script hides a host: neither it nor the name that its owner chose is in the source, or the name is among
 * the words that the source puts its code together from.
 */
export function isHiddenHost({ source }: PageContents, host: string, act: ScriptAct, address = ''): boolean {
  const text = source.toLowerCase();
  // Decoded before it was run: the name is there, and nowhere in an address.
  if (act.isMadeCode && address !== '' && !text.replaceAll('\\/', '/').includes(address.toLowerCase()))
    return true;
  return !text.includes(host) && (act.isMadeCode || !text.includes(ownName(host).toLowerCase()));
}
