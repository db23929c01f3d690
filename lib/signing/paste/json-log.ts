import { fromBase64, toText } from '../encoding';
import type { HttpMessage, MessageNote } from '../http-message';
import { component } from '../hypotheses/text/percent-encoders';
import { findPastedBody } from './find-pasted-body';
import { type PastedFields, toFields } from './pasted-json';
import { pastedRequest } from './pasted-message';

const MOST_DEPTH = 8;
const MOST_TEXTS = 500;
const ADDRESS = /^(?:url|uri|path|target|endpoint|request_?uri|request_?url|request_?path)$/i;
const METHOD = /^(?:http_?|request_?)?method$/i;
const PATH = /^(?:raw_?|request_?)?path$/i;
const QUERY = /^(?:raw_?)?query(?:_?string(?:parameters)?|_?params)?$/i;
const BODY = /^(?:body|payload|data|request_?body)$/i;
const SIGNATURE = /[?&](?:signature|authToken)=/;

/** What a log in JSON holds: the texts in it, each of which may hold a message, and objects that are a call in parts. */
export type JsonLog = { texts: string[]; calls: HttpMessage[] };

export function readJsonLog(text: string): JsonLog | null {
  const found: JsonLog = { texts: [], calls: [] };
  try {
    collect(JSON.parse(text), 0, found);
  } catch {
    return null;
  }
  return found;
}

function collect(value: unknown, depth: number, found: JsonLog): void {
  if (found.texts.length >= MOST_TEXTS || depth > MOST_DEPTH) return;
  if (typeof value === 'string') found.texts.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, depth + 1, found);
  else if (typeof value === 'object' && value !== null) {
    const call = readCall(value as PastedFields);
    if (call) found.calls.push(call);
    for (const member of Object.values(value)) collect(member, depth + 1, found);
  }
}

/** An object with a signed address: the method, the headers and the body are its members, if they are there. */
function readCall(fields: PastedFields): HttpMessage | null {
  const members = Object.entries(fields);
  const url = readUrl(members);
  if (url === null) return null;
  const body = readBody(members.find(([name]) => BODY.test(name))?.[1], fields.isBase64Encoded === true);
  const isToken = url.includes('authToken=');
  const said = members.find(([name, value]) => METHOD.test(name) && typeof value === 'string')?.[1];
  const method = typeof said === 'string' ? said : isToken ? 'GET' : 'POST';
  const headers = Object.entries(typeof fields.headers === 'object' ? (fields.headers ?? {}) : {}).filter(
    (header): header is [string, string] => typeof header[1] === 'string',
  );
  const hasBody = body !== undefined && body !== null;
  const note: MessageNote = { code: hasBody ? 'BODY_NOT_EXACT' : 'BODY_UNKNOWN' };
  const text = typeof body === 'string' ? body : hasBody ? JSON.stringify(body) : '';
  return pastedRequest('log', { method, url, headers, body: text }, isToken ? [] : [note]);
}

type Member = readonly [name: string, value: unknown];

/** A signed address in one member, or a path and a query in two: as one text, or as an object of names and values. */
function readUrl(members: readonly Member[]): string | null {
  const find = (name: RegExp) => members.find(([key, value]) => name.test(key) && value !== null)?.[1];
  const whole = members.find(
    ([name, value]) => ADDRESS.test(name) && typeof value === 'string' && SIGNATURE.test(value),
  )?.[1];
  if (typeof whole === 'string') return whole;
  const path = find(PATH);
  const query = find(QUERY);
  const written =
    typeof query === 'string'
      ? query.replace(/^\?/, '')
      : Object.entries(toFields(query))
          .map(([name, value]) => `${name}=${component(String(value))}`)
          .join('&');
  return typeof path === 'string' && SIGNATURE.test(`?${written}`) ? `${path}?${written}` : null;
}

/** A body of text, also where an object says its type beside it. */
function readBody(body: unknown, isBase64: boolean): unknown {
  if (typeof body === 'object' && body !== null) return findPastedBody(JSON.stringify(body)) ?? body;
  const bytes = isBase64 && typeof body === 'string' ? fromBase64(body) : null;
  return (bytes && toText(bytes)) ?? body;
}
