import { MASK } from '@/lib/http/mask-secrets';
import type { RequestTemplate } from '../../checks/check';
import type { RetestTarget } from '../../rules/retest';
import { parseUrl } from '../crawl/scope-url';

/** Headers that belong to the request itself; the others are the scan's, the session's or a probe's. */
const OWN_HEADERS = new Set(['content-type', 'origin', 'referer', 'x-requested-with']);
export type EvidenceRequest = {
  template: RequestTemplate;
  /** The page that holds the form; null where the request names none. */
  referer: string | null;
};

/** The request that proved a finding, read from its text; null where the text is none or hides a part of its body. */
export function readEvidenceRequest({ evidence, url }: RetestTarget): EvidenceRequest | null {
  const text = evidence.request;
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...lines] = (end === -1 ? text : text.slice(0, end)).split('\r\n');
  const [, method, path] = /^([A-Z]+) (\S+) HTTP\/[\d.]+$/.exec(line) ?? [];
  const address = path === undefined ? null : parseUrl(`${new URL(url).origin}${path}`);
  if (!method || !address || method === 'CONNECT') return null;
  const all = lines.map((one) => {
    const at = one.indexOf(':');
    return [one.slice(0, at).toLowerCase(), one.slice(at + 1).trim()] as const;
  });
  const headers = all.filter(([name]) => OWN_HEADERS.has(name));
  const header = (name: string) => headers.find(([other]) => other === name)?.[1] ?? null;
  const body = readBody(header('content-type') ?? '', end === -1 ? '' : text.slice(end + 4));
  if (body === null) return null;
  const kept = body.kind === 'multipart' ? headers.filter(([name]) => name !== 'content-type') : headers;
  return { template: { method, url: address.href, headers: kept, body }, referer: header('referer') };
}

function readBody(type: string, text: string): RequestTemplate['body'] | null {
  if (text === '') return { kind: 'none' };
  if (text.includes(MASK) || text.includes('\uFFFD')) return null;
  if (/x-www-form-urlencoded/i.test(type)) return { kind: 'form', fields: [...new URLSearchParams(text)] };
  if (/^multipart\/form-data/i.test(type)) return readMultipart(type, text);
  return { kind: /json/i.test(type) ? 'json' : /xml/i.test(type) ? 'xml' : 'text', text };
}

function readMultipart(type: string, text: string): RequestTemplate['body'] {
  const [, boundary = ''] = /boundary="?([^";]+)/i.exec(type) ?? [];
  const fields: [string, string][] = [];
  const files: string[] = [];
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const at = part.indexOf('\r\n\r\n');
    const [, name = '', file] = /; name="([^"]*)"(; filename=)?/i.exec(part.slice(0, at)) ?? [];
    fields.push([name, part.slice(at + 4).replace(/\r\n$/, '')]);
    if (file !== undefined) files.push(name);
  }
  return { kind: 'multipart', fields, files };
}
