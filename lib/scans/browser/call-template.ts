import { headerValue, type RawHeader } from '@/lib/http/exchange';
import type { RequestTemplate } from '../checks/check';
import { requestEffect } from '../engine/danger/request-effect';
import type { BrowserRequest } from './scan-browser';

const MAX_BODY_BYTES = 64 * 1_024;
/** What a page sets on purpose, and what is sent again with every probe. */
const KEPT = /^(?:content-type|authorization|accept|x-[\w-]+)$/i;

/** A request of a page's script as the insertion points need it; null where its body is no text or too long. */
export async function callTemplate(
  { method, url, headers, body, cause }: BrowserRequest,
  pageUrl: string,
): Promise<RequestTemplate | null> {
  const read = await readBody(body, headerValue(headers, 'content-type') ?? '');
  if (read === null) return null;
  const isWritten = read.kind === 'form' || read.kind === 'multipart';
  const kept = headers.filter(([name]) => KEPT.test(name) && !(isWritten && /^content-type$/i.test(name)));
  const origin: RawHeader[] = method === 'GET' ? [] : [['Origin', new URL(url).origin]];
  return withCause({ method, url, headers: [...kept, ...origin], body: read, pageUrl }, cause);
}

/** What was pressed tells what the request does where nothing of its own does; what saves by either, saves. */
function withCause(template: RequestTemplate, cause: string): RequestTemplate {
  if (cause === '') return template;
  const { body } = template;
  const sent = 'fields' in body ? body.fields : [];
  const fields = sent.map(([name, value]) => ({ name, value, type: 'text', untouched: value }));
  const caused: RequestTemplate = { ...template, form: { words: cause, fields } };
  const isKnown = requestEffect(template).isCertain;
  return !isKnown || requestEffect(caused).effect === 'SAVES' ? caused : template;
}

async function readBody(bytes: Uint8Array, type: string): Promise<RequestTemplate['body'] | null> {
  if (bytes.length === 0) return { kind: 'none' };
  if (bytes.length > MAX_BODY_BYTES) return null;
  const text = new TextDecoder().decode(bytes);
  if (/multipart\/form-data/i.test(type)) return multipart(bytes, type);
  if (/x-www-form-urlencoded/i.test(type)) return { kind: 'form', fields: [...new URLSearchParams(text)] };
  if (/json/i.test(type) || /^\s*[[{]/.test(text)) return { kind: 'json', text };
  return { kind: /xml/i.test(type) ? 'xml' : 'text', text };
}

async function multipart(bytes: Uint8Array, type: string): Promise<RequestTemplate['body'] | null> {
  try {
    const form = await new Response(Buffer.from(bytes), { headers: { 'Content-Type': type } }).formData();
    const fields = [...form].map(([name, value]) => [name, typeof value === 'string' ? value : ''] as const);
    const files = [...form].filter(([, value]) => typeof value !== 'string').map(([name]) => name);
    return { kind: 'multipart', fields, files };
  } catch {
    return null;
  }
}
