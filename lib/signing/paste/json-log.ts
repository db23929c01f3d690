import type { HttpMessage, MessageNote } from '../http-message';
import type { PastedFields } from './pasted-json';
import { pastedRequest } from './pasted-message';

const MOST_DEPTH = 8;
const MOST_TEXTS = 500;
const ADDRESS = /^(?:url|uri|path|target|request_uri|requestUri|requestUrl)$/;
const BODY = /^(?:body|payload|data|requestBody|request_body)$/;
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
  const url = members.find(
    ([name, value]) => ADDRESS.test(name) && typeof value === 'string' && SIGNATURE.test(value),
  )?.[1];
  if (typeof url !== 'string') return null;
  const body = members.find(([name]) => BODY.test(name))?.[1];
  const isToken = url.includes('authToken=');
  const method = typeof fields.method === 'string' ? fields.method : isToken ? 'GET' : 'POST';
  const headers = Object.entries(typeof fields.headers === 'object' ? (fields.headers ?? {}) : {}).filter(
    (header): header is [string, string] => typeof header[1] === 'string',
  );
  const hasBody = body !== undefined && body !== null;
  const note: MessageNote = { code: hasBody ? 'BODY_NOT_EXACT' : 'BODY_UNKNOWN' };
  const text = typeof body === 'string' ? body : hasBody ? JSON.stringify(body) : '';
  return pastedRequest('log', { method, url, headers, body: text }, isToken ? [] : [note]);
}
