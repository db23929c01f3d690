import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type CapturedResponse, headerValue } from '@/lib/http/exchange';
import type { JsonObject } from '@/lib/signing/canonical';

/** What marks a response is at its beginning; the rest is not searched. */
const SEARCHED_BYTES = 32 * 1024;
const FIRST_TAG =
  /^<(!doctype html|html|head|body|title|script|style|link|meta|center|pre|div|p|b|br|span|table|font|form|main|section|header|h[1-6])\b/i;
const UNSEEN = new Set(['script', 'style', 'template', 'noscript']);
const INLINE = new Set(['a', 'abbr', 'b', 'code', 'em', 'font', 'i', 'small', 'span', 'strong', 'u', 'var']);

/** A response that may be no response of the interface, as its recognisers read it. */
export type ResponsePage = {
  status: number;
  method: string;
  /** What the request said of its body; empty where it had none. */
  sentType: string;
  /** Header lines in lower case. */
  head: string;
  headers: CapturedResponse['headers'];
  isHtml: boolean;
  /** The whole body as a JSON object; null where it is none. */
  json: JsonObject | null;
  /** As it was sent, in lower case. */
  markup: string;
  title: string;
  /** What a reader would see, a block a line, references decoded: of a response without markup the text itself. */
  text: string;
};

/** Reads the beginning of a response. Never throws, whatever was sent. */
export function readPage(
  { status, headers, decodedBody }: CapturedResponse,
  request: { method: string; headers: CapturedResponse['headers'] },
): ResponsePage {
  const written = beginning(decodedBody);
  const isHtml = isMarkup(written);
  const { title, text } = isHtml ? visible(written) : { title: '', text: written };
  return {
    ...{ status, headers, isHtml, title, text },
    method: request.method,
    sentType: headerValue(request.headers, 'content-type') ?? '',
    head: headers.map(([name, value]) => `${name}: ${value}`.toLowerCase()).join('\n'),
    json: isHtml ? null : readObject(decodedBody),
    markup: written.toLowerCase(),
  };
}

/** Whether a text is a web page: by its first tag, for the content type is often wrong. */
export function isMarkup(written: string): boolean {
  let text = written.replace(/^\ufeff/, '').trimStart();
  for (;;) {
    const end = text.startsWith('<!--') ? '-->' : text.startsWith('<?xml') ? '?>' : null;
    if (end === null) return FIRST_TAG.test(text);
    const at = text.indexOf(end);
    if (at < 0) return false;
    text = text.slice(at + end.length).trimStart();
  }
}

const beginning = (body: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: false }).decode(body.subarray(0, SEARCHED_BYTES));

function readObject(body: Uint8Array): JsonObject | null {
  if (body.length > SEARCHED_BYTES) return null;
  try {
    const value: unknown = JSON.parse(beginning(body).replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}

function visible(written: string): { title: string; text: string } {
  const parts: string[] = [];
  let title = '';
  const open: DefaultTreeAdapterTypes.ChildNode[] = parse(written).childNodes.toReversed();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.nodeName === '#text' && 'value' in node) parts.push(node.value);
    if (!('childNodes' in node) || UNSEEN.has(node.nodeName)) continue;
    if (node.nodeName === 'title') {
      title ||= node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
      continue;
    }
    if (!INLINE.has(node.nodeName)) parts.push('\n');
    open.push(...node.childNodes.toReversed());
  }
  const lines = parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
  return { title: title.replace(/\s+/g, ' ').trim(), text: lines.filter((line) => line !== '').join('\n') };
}
