import { toBytes } from '@/lib/signing/encoding';
import { findNotation } from '../body/find-notation';
import type { Explanation } from '../explanation';
import { findJsonError } from './find-json-error';
import { type FoundResponse, findResponse } from './find-response';
import { findWrappedResponse } from './find-wrapped-response';
import { framedJson } from './framed-json';
import { isMarkup } from './read-page';
import { oneLine } from './to-single-line';

/** Message of PHP with its place, with and without markup (`html_errors`). */
const PHP =
  /(Warning|Notice|Deprecated|Strict Standards|Fatal error|Parse error)(?:<\/b>)?:\s{1,4}([^\n]{1,400}?) in (?:<b>)?([^\n<]{1,200}?)(?:<\/b>)? on line (?:<[bi]>)?(\d{1,7})/;
const LOG_LINE = /^\W{0,3}(\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d:\d\d|DEBUG|INFO|WARN(ING)?|ERROR|TRACE)\b/;

/** What is around the response, and how it was written instead of as JSON; empty for what is neither. */
export function explainShape(whole: string): Explanation[] {
  // A byte order mark is a cause of its own.
  const isMarked = whole.startsWith('\ufeff');
  const framed = explainFramed(whole, isMarked ? 1 : 0);
  if (framed.length > 0) return framed;
  const found = (isMarked ? explainTwice(whole.slice(1)) : null) ?? explainUnframed(whole);
  return found ? [found] : [];
}

function explainUnframed(text: string): Explanation | null {
  if (findJsonError(text) === null) return explainTwice(text);
  const found = findResponse(text);
  return (found && explainAround(text, found)) ?? explainTwice(text) ?? explainNotation(text);
}

/** A frame for browsers, and what is wrong with the JSON inside it. */
function explainFramed(whole: string, start: number): Explanation[] {
  const text = whole.slice(start);
  const framed = framedJson(text);
  if (framed === null) return [];
  const { kind, from, to } = framed;
  const json = text.slice(from, to);
  const twice = explainTwice(json);
  if (twice === null && findResponse(json) === null) return [];
  const values = { kind, where: 'before', text: oneLine(text.slice(0, from).trim()), file: '–', line: '–' };
  const length = toBytes(whole.slice(0, start + from)).length;
  const mark = { part: 'response-body', offset: 0, length } as const;
  const around: Explanation = { code: 'TEXT_AROUND_JSON', values, mark };
  return twice ? [around, twice] : [around];
}

function explainAround(text: string, { from, to }: FoundResponse): Explanation | null {
  const before = text
    .slice(0, from)
    .replace(/^\ufeff/, '')
    .trim();
  const after = text.slice(to).trim();
  if (before === '' && after === '') return null;
  // What nobody sees is told by its number, as a flaw of the JSON.
  if (/^[\p{Z}\p{Cf}\s]*$/u.test(before + after)) return null;
  // A response inside an object that is broken itself is not text around a response.
  if (/^[{[]/.test(before) && findJsonError(before) === before.length) return null;
  const php = PHP.exec(before.slice(0, 16_384)) ?? PHP.exec(after.slice(0, 16_384));
  const kind = php ? 'php' : recogniseKind(before, after);
  const where = before === '' ? 'after' : after === '' ? 'before' : 'both';
  const [, level = '–', message = '–', file = '–', line = '–'] = php ?? [];
  const said = kind === 'php' ? `${level}: ${message}` : before || after;
  const values = { kind, where, text: oneLine(said) || '–', file: oneLine(file), line };
  const offset = toBytes(text.slice(0, before === '' ? to : 0)).length;
  const length = toBytes(before === '' ? text.slice(to) : text.slice(0, from)).length;
  return { code: 'TEXT_AROUND_JSON', values, mark: { part: 'response-body', offset, length } };
}

/** One element of XML around the JSON, which is no element of HTML. */
const isElement = (before: string, after: string): boolean =>
  /^<(?:\w|\?xml)/.test(before) &&
  /<\/[\w:]{1,60}>\s*$/.test(after) &&
  (/^<\?xml/.test(before) || /<!\[CDATA\[$/.test(before) || !isMarkup(before));

/** Of a stream of server-sent events. */
const EVENT_LINE = /^(?:event|id|retry|data):|^\r?$/;

function recogniseKind(before: string, after: string): string {
  if (isElement(before, after)) return 'xml';
  if ([before, after].some((part) => isMarkup(part) || /^<!--[\s\S]{0,2000}-->$/.test(part))) return 'page';
  const isJson = (text: string) => /^[{[]/.test(text) && findJsonError(text) === null;
  if (isJson(before) || isJson(after)) return 'second';
  if (/^[\da-f]{1,8}$/i.test(before) && /^0(?:\s|$)/.test(after)) return 'chunks';
  if (/^(?:HTTP\/\d|[A-Z][A-Za-z-]{1,40}: )/.test(before)) return 'head';
  if (before.endsWith('data:') && before.split('\n').every((line) => EVENT_LINE.test(line))) return 'events';
  return LOG_LINE.test(before) || LOG_LINE.test(after) ? 'log' : 'text';
}

/** A JSON text that holds the JSON, once or more often, or markup or another writing around one. */
function explainTwice(text: string): Explanation | null {
  const held = findWrappedResponse(text);
  if (held === null) return null;
  const { kind, inner, bytes, path } = held;
  return {
    code: 'JSON_ENCODED_TWICE',
    values: { kind, inner, bytes, ...(path === null ? {} : { path: oneLine(path) }) },
    mark: { part: 'response-body' },
  };
}

/** What reads like the response in another notation. */
function explainNotation(text: string): Explanation | null {
  const beginning = text.slice(0, 16_384);
  const kind = findNotation(beginning);
  if (kind === null) return null;
  return {
    code: 'JSON_OTHER_NOTATION',
    values: { kind, text: oneLine(beginning) },
    mark: { part: 'response-body', offset: 0, length: toBytes(beginning.slice(0, 60)).length },
  };
}
