import type { Evidence, ProofMark } from '@/lib/findings/rules/finding';
import type { Exchange, RawHeader } from '@/lib/http/exchange';
import { responseText } from './response-text';

/** Longer bodies are cut around the proof, so that a report stays readable; `isTruncated` says so. */
const MAX_BODY_CHARS = 65_536;

const headerLines = (headers: readonly RawHeader[]) =>
  headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');

function requestText({ request }: Exchange): string {
  const url = new URL(request.url);
  const body = new TextDecoder().decode(request.body);
  return `${request.method} ${url.pathname}${url.search} HTTP/1.1\r\n${headerLines(request.headers)}\r\n${body}`;
}

function bodyAround(body: string, proofs: readonly string[]): string {
  if (body.length <= MAX_BODY_CHARS) return body;
  const at = Math.max(0, ...proofs.map((proof) => body.indexOf(proof)));
  const from = at < MAX_BODY_CHARS ? 0 : at - Math.floor(MAX_BODY_CHARS / 2);
  return body.slice(from, from + MAX_BODY_CHARS);
}

/** The first of the texts that occurs, whatever its case. */
function marksOf(text: string, where: ProofMark['in'], proofs: readonly string[]): ProofMark[] {
  const haystack = text.toLowerCase();
  const proof = proofs.find((one) => one !== '' && haystack.includes(one.toLowerCase()));
  if (proof === undefined) return [];
  const from = haystack.indexOf(proof.toLowerCase());
  return [{ in: where, from, to: from + proof.length }];
}

/**
 * The exchange as text with the stretches that prove the finding.
 * @param proofs literal texts, the most telling first: in the request and in the response the first that occurs is marked
 */
export function evidenceOf(exchange: Exchange, proofs: readonly string[]): Evidence {
  const { response } = exchange;
  const body = responseText(response);
  const shown = bodyAround(body, proofs);
  const request = requestText(exchange);
  const head = `HTTP/${response.httpVersion} ${response.status} ${response.statusText}\r\n${headerLines(response.headers)}\r\n`;
  const text = head + shown;
  return {
    request,
    response: text,
    isTruncated: response.isTruncated || shown.length < body.length,
    marks: [...marksOf(request, 'request', proofs), ...marksOf(text, 'response', proofs)],
  };
}
