import type { Exchange } from '@/lib/http/exchange';
import { heldBytes, packExchange, receivedExchange, sentForm } from './packed-exchange';

const MB = 1_024 * 1_024;
/** Bodies kept whole, as they came and as they are held; what comes after so much is kept by its beginning. */
const MAX_BYTES = 64 * MB;
const MAX_HELD_BYTES = 16 * MB;
const KEPT_BEGINNING_BYTES = 16 * 1_024;

/** Answers for the passive checks, without letting a huge site fill the memory. */
export class KeptExchanges {
  readonly all: Exchange[] = [];
  private readonly pages = new Map<string, Exchange>();
  private bytes = 0;
  private held = 0;

  /** The first answer to a GET of this address. */
  find(url: string): Exchange | null {
    return this.pages.get(url) ?? null;
  }

  /** @returns whether the checks will see all of it */
  keep(exchange: Exchange): boolean {
    const { response } = exchange;
    this.bytes += response.decodedBody.length;
    const isRoom = this.bytes <= MAX_BYTES && this.held < MAX_HELD_BYTES;
    const kept = isRoom ? packExchange(exchange) : cutBody(exchange);
    this.held += heldBytes(kept);
    this.all.push(kept);
    const { method, url } = exchange.request;
    if (method === 'GET' && !this.pages.has(url)) this.pages.set(url, kept);
    return isRoom || response.decodedBody.length <= KEPT_BEGINNING_BYTES;
  }

  /** In the form in which they are held. */
  toState() {
    return { sent: this.all.map(sentForm), bytes: this.bytes, held: this.held };
  }

  fromState({ sent, bytes, held }: ReturnType<KeptExchanges['toState']>): void {
    this.all.push(...sent.map(receivedExchange));
    this.bytes = bytes;
    this.held = held;
  }
}

function cutBody(exchange: Exchange): Exchange {
  const { response } = exchange;
  // A copy: a view would keep all of the bytes.
  const body = new Uint8Array(response.decodedBody.subarray(0, KEPT_BEGINNING_BYTES));
  const isTruncated = response.isTruncated || body.length < response.decodedBody.length;
  return packExchange({ ...exchange, response: { ...response, body, decodedBody: body, isTruncated } });
}
