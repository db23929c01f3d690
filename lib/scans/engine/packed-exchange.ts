import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Exchange } from '@/lib/http/exchange';

/** Smaller bodies are not worth the work. */
const PACKED_FROM_BYTES = 16 * 1_024;
/** The fastest: a page shrinks to a fifth, 768 KB in some 5 ms. */
const LEVEL = 1;

/** An exchange with its body compressed and out of `bare`, as it goes to another thread. */
export type PackedExchange = { bare: Exchange; deflated: Uint8Array; bytes: number };

const packedForms = new WeakMap<Exchange, PackedExchange>();
const exchangesByForm = new WeakMap<Exchange, Exchange>();

/** The same exchange for keeping: a long body is held compressed, and is another copy each time that it is read. */
export function packExchange(exchange: Exchange): Exchange {
  const { decodedBody } = exchange.response;
  if (packedForms.has(exchange) || decodedBody.length < PACKED_FROM_BYTES) return exchange;
  const known = exchangesByForm.get(exchange);
  if (known) return known;
  const empty = new Uint8Array();
  const packed = unpackExchange({
    bare: { ...exchange, response: { ...exchange.response, body: empty, decodedBody: empty } },
    deflated: new Uint8Array(deflateRawSync(decodedBody, { level: LEVEL })),
    bytes: decodedBody.length,
  });
  exchangesByForm.set(exchange, packed);
  return packed;
}

/** What an exchange weighs while it is kept. */
export const heldBytes = (exchange: Exchange): number =>
  (packedForms.get(exchange)?.deflated ?? exchange.response.decodedBody).length;

/** What to send to another thread: a packed exchange in its packed form, any other as it is. */
export const sentForm = (exchange: Exchange): Exchange | PackedExchange =>
  packedForms.get(exchange) ?? exchange;

/** The exchange that was sent. */
export const receivedExchange = (sent: Exchange | PackedExchange): Exchange =>
  'deflated' in sent ? unpackExchange(sent) : sent;

function unpackExchange(form: PackedExchange): Exchange {
  const { bare, deflated, bytes } = form;
  // In one chunk, so that what is returned is a view of nothing larger.
  const body = { enumerable: true, get: () => inflateRawSync(deflated, { chunkSize: bytes }) };
  const response = Object.defineProperties({ ...bare.response }, { body, decodedBody: body });
  const exchange = { ...bare, response };
  packedForms.set(exchange, form);
  return exchange;
}
