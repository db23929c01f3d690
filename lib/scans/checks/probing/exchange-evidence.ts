import type { Evidence, ProofMark } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import { requestAsText, responseAsText } from '@/lib/http/http-text';

/** Longer bodies are cut around the proof, so that a report stays readable; `isTruncated` says so. */
const MAX_BODY_CHARS = 49_152;
const CONTEXT_CHARS = 4_096;

/** The first of the texts that occurs, whatever its case. */
function findProof(text: string, proofs: readonly string[]): { from: number; to: number } | null {
  const haystack = text.toLowerCase();
  const proof = proofs.find((one) => one !== '' && haystack.includes(one.toLowerCase()));
  if (proof === undefined) return null;
  const from = haystack.indexOf(proof.toLowerCase());
  return { from, to: from + proof.length };
}

function bodyAround(body: string, proofs: readonly string[]): string {
  const place = findProof(body, proofs);
  const from = !place || place.to <= MAX_BODY_CHARS ? 0 : Math.max(0, place.from - CONTEXT_CHARS);
  return body.slice(from, from + MAX_BODY_CHARS);
}

function markProofs(text: string, where: ProofMark['in'], proofs: readonly string[]): ProofMark[] {
  const place = findProof(text, proofs);
  return place ? [{ in: where, ...place }] : [];
}

/**
 * The exchange as text with the stretches that prove the finding.
 * @param proofs literal texts, the most telling first: in the request and in the response the first that occurs is marked
 */
export function toEvidence(exchange: Exchange, proofs: readonly string[]): Evidence {
  const body = decodedBodyText(exchange);
  const shown = bodyAround(body, proofs);
  const request = requestAsText(exchange.request);
  const response = responseAsText({ ...exchange.response, decodedBody: new TextEncoder().encode(shown) });
  return {
    request,
    response,
    isTruncated: exchange.response.isTruncated || shown.length < body.length,
    marks: [...markProofs(request, 'request', proofs), ...markProofs(response, 'response', proofs)],
  };
}
