import type { ParameterLocation } from '@/lib/findings/rules/finding';
import type { InsertionPoint, RequestTemplate } from '../../checks/check';
import type { RetrieverRequest } from './retriever';
import { escapeXml, withLeaves, xmlLeaves } from './xml-leaves';

export const PLAIN_FILE = { fileName: 'preflight.txt', type: 'text/plain' };
/** What a browser sends for a file that nobody chose. */
const NO_FILE = { fileName: '', type: 'application/octet-stream' };
const MULTIPART_BOUNDARY = 'preflight-9d1c4b7e2f60';
/** Everything but the cookie-octets of RFC 6265 §4.1.1, and the percent sign, since most sites decode. */
const NO_COOKIE_CHARACTER = /[^!#$&-+\--:<-[\]-~]/gu;
const HEADER_UNSAFE = /[\r\n\0]/g;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The bytes of a request as it was found. */
export function toRetrieverRequest(template: RequestTemplate): RetrieverRequest {
  const { method, url, body } = template;
  const headers = [...template.headers];
  const given = (type: string) => {
    if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
      headers.push(['Content-Type', type]);
  };
  if (body.kind === 'none') return { method, url, headers };
  if (body.kind === 'form') given('application/x-www-form-urlencoded');
  if (body.kind === 'multipart') given(`multipart/form-data; boundary=${MULTIPART_BOUNDARY}`);
  if (body.kind === 'json') given('application/json');
  if (body.kind === 'xml') given('application/xml');
  if (body.kind === 'text') given('text/plain');
  return { method, url, headers, body: toBytes(body) };
}

const toBytes = (body: Exclude<RequestTemplate['body'], { kind: 'none' }>): Uint8Array =>
  'isWide' in body && body.isWide
    ? new Uint8Array(Buffer.from(`\uFEFF${body.text}`, 'utf16le'))
    : new TextEncoder().encode(writeBody(body));

const chooseFile = (sentAs: { field: string; fileName: string; type: string } | undefined, name: string) =>
  sentAs === undefined ? PLAIN_FILE : sentAs.field === name ? sentAs : NO_FILE;

function writeBody(body: Exclude<RequestTemplate['body'], { kind: 'none' }>): string {
  if ('text' in body) return body.text;
  if (body.kind === 'form')
    return new URLSearchParams(body.fields.map(([name, value]) => [name, value])).toString();
  const quoted = (name: string) => name.replace(/"/g, '%22').replace(HEADER_UNSAFE, ' ');
  const parts = body.fields.map(([name, value]) => {
    const { fileName, type } = chooseFile(body.sentAs, name);
    const file = body.files?.includes(name)
      ? `; filename="${quoted(fileName)}"\r\nContent-Type: ${type.replace(HEADER_UNSAFE, ' ')}`
      : '';
    return `--${MULTIPART_BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n\r\n${value}\r\n`;
  });
  return `${parts.join('')}--${MULTIPART_BOUNDARY}--\r\n`;
}

export function withValue(
  template: RequestTemplate,
  location: ParameterLocation,
  name: string,
  value: string,
): RequestTemplate {
  const { body } = template;
  switch (location) {
    case 'QUERY':
      return { ...template, url: withQuery(template.url, name, value) };
    case 'PATH':
      return { ...template, url: withPath(template.url, name, value) };
    case 'HEADER':
      return { ...template, headers: withHeader(template.headers, name, value) };
    case 'COOKIE':
      return { ...template, headers: withCookie(template.headers, name, value) };
    case 'FORM':
    case 'MULTIPART':
      return 'fields' in body
        ? { ...template, body: { ...body, fields: withField(body.fields, name, value) } }
        : template;
    case 'JSON':
      return body.kind === 'json'
        ? { ...template, body: { kind: 'json', text: withJsonValue(body.text, name, value) } }
        : template;
    case 'XML':
      return body.kind === 'xml'
        ? { ...template, body: { ...body, text: withXmlText(body.text, name, value) } }
        : template;
  }
}

const decodedName = (raw: string): string => new URLSearchParams(`${raw}=`).keys().next().value ?? raw;

/**
 * Replaces each parameter of that name, since one site reads the first and another the last, and leaves the spelling of
 * all others untouched.
 */
function withQuery(url: string, name: string, value: string): string {
  const target = new URL(url);
  const encoded = encodeURIComponent(value);
  let isDone = false;
  const pairs = target.search
    .slice(1)
    .split('&')
    .map((pair) => {
      const rawName = pair.split('=', 1)[0] ?? '';
      if (decodedName(rawName) !== name) return pair;
      isDone = true;
      return `${rawName}=${encoded}`;
    });
  if (!isDone) pairs.push(`${encodeURIComponent(name)}=${encoded}`);
  target.search = pairs.filter((pair) => pair !== '').join('&');
  return target.href;
}

/** Text behind the path of a page, which many pages repeat as their own address: `/page.php/text`, `/page.jsp;x=text`. */
export const PATH_INFO = 'path-info';
export const MATRIX = ';x';
export const isBehindPath = ({ location, name }: Pick<InsertionPoint, 'location' | 'name'>): boolean =>
  location === 'PATH' && (name === PATH_INFO || name === MATRIX);

function withPath(url: string, name: string, value: string): string {
  if (name !== PATH_INFO && name !== MATRIX) return withSegment(url, Number(name), value);
  const { origin, pathname, search } = new URL(url);
  // Servers refuse an encoded slash in a path before the page sees it.
  const encoded = encodeURIComponent(value).replaceAll('%2F', '/');
  const joint = name === MATRIX ? ';x=' : pathname.endsWith('/') ? '' : '/';
  return `${origin}${pathname}${joint}${encoded}${search}`;
}

/** @param index counts from 1, the first segment after the host */
function withSegment(url: string, index: number, value: string): string {
  const target = new URL(url);
  const segments = target.pathname.split('/');
  // A lone dot segment would be resolved away by every client, encoded or not.
  segments[index] = encodeURIComponent(value);
  return `${target.origin}${segments.join('/')}${target.search}`;
}

function withHeader(
  headers: RequestTemplate['headers'],
  name: string,
  value: string,
): RequestTemplate['headers'] {
  const kept = headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return [...kept, [name, value.replace(HEADER_UNSAFE, ' ')]];
}

/** The `Cookie` header of the template carries the session's cookies as they stood when the point was found. */
function withCookie(
  headers: RequestTemplate['headers'],
  name: string,
  value: string,
): RequestTemplate['headers'] {
  const current = headers.find(([other]) => other.toLowerCase() === 'cookie')?.[1] ?? '';
  const others = current.split(/;\s*/).filter((pair) => pair !== '' && pair.split('=', 1)[0] !== name);
  const encoded = value.replace(NO_COOKIE_CHARACTER, (character) => encodeURIComponent(character));
  return withHeader(headers, 'Cookie', [...others, `${name}=${encoded}`].join('; '));
}

function withField(fields: readonly (readonly [string, string])[], name: string, value: string) {
  return fields.map((field) => (field[0] === name ? ([name, value] as const) : field));
}

/** @param pointer an RFC 6901 JSON pointer */
export function withJsonValue(text: string, pointer: string, value: string): string {
  const root = JSON.parse(text) as Json;
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const replaced = (node: Json, depth: number): Json => {
    const part = parts[depth];
    if (part === undefined) return value;
    if (Array.isArray(node))
      return node.map((item, i) => (String(i) === part ? replaced(item, depth + 1) : item));
    if (node === null || typeof node !== 'object') return node;
    return { ...node, [part]: replaced(node[part] ?? null, depth + 1) };
  };
  return JSON.stringify(replaced(root, 0));
}

/** @param element the first leaf of this name */
function withXmlText(text: string, element: string, value: string): string {
  const leaf = xmlLeaves(text).find(({ name }) => name === element);
  return leaf ? withLeaves(text, new Map([[leaf, escapeXml(value)]])) : text;
}
